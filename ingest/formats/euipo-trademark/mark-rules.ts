import { leaf, node, skip, type ElementRule } from '../../xml/element-rule.js';
import { each } from './pieces.js';

/** Verbal elements of a mark and what they mean. */
export const word = node({
  ...each(
    leaf,
    `MarkVerbalElementText MarkSignificantVerbalElementText MarkSignificantVerbalElement MarkTranslation
    MarkTransliteration MarkTranscription MarkStandardCharacterIndicator`,
  ),
  MarkVerbalElementSignificantIndicator: skip('true unless the office says that the words do not count'),
});

const category = node({
  CategoryCodeDetails: node({ ...each(leaf, 'CategoryVersion CategoryCode'), CategoryKind: skip('depth of the code') }),
  ...each(leaf, 'CategoryVersion CategoryCode CategoryDescription'),
  CategoryKind: skip('depth of the code'),
});

/** Image of a mark with its colours and Vienna codes (INID 531, 591). */
export const image = node({
  ...each(
    leaf,
    `MarkImageIdentifier MarkImageFilename MarkImageURI MarkImageColourIndicator MarkImageColourClaimedText
    MarkImageColourPartClaimedText`,
  ),
  ...each(
    skip('technical data of the image file'),
    `MarkImageFileFormat MarkImageRenditionRepresentationSize MarkImageRepresentationSize MarkImageSize
    MarkImageReproductionColourMode MarkImageColourMode MarkImageResolution MarkImageHeight MarkImageWidth
    MarkImageQualityIndicator MarkImageRenditionDetails`,
  ),
  MarkImageCategory: category,
  MarkImageCategoryDetails: node({ MarkImageCategory: category }),
});

/** A sound, film or hologram. */
export const multimedia = (kind: string): ElementRule =>
  node({
    [kind]: node({
      ...each(leaf, `${kind}Identifier ${kind}Filename ${kind}URI`),
      ...each(skip('technical data of the file'), `${kind}FileFormat ${kind}Text`),
    }),
  });
