import { symbolAtLevel } from './class-levels.js';
import type { ClassificationScheme } from './classification.js';

describe('the symbol at a level of its scheme', () => {
  it.each<[ClassificationScheme, string, string, string | undefined]>([
    ['ipc', 'H01M10/0525', 'section', 'H'],
    ['ipc', 'H01M10/0525', 'subclass', 'H01M'],
    ['cpc', 'Y02E60/10', 'group', 'Y02E60'],
    ['ipc', 'H01M10/0525', 'subgroup', 'H01M10/0525'],
    ['ipc', 'H01M', 'group', undefined],
    ['fi', 'B01D53/14 311 A', 'subgroup', 'B01D53/14'],
    ['f-term', '4F100AA01', 'theme', '4F100'],
    ['f-term', '4F100AA01', 'viewpoint', '4F100AA'],
    ['locarno', '14-03', 'class', '14'],
    ['nice', '9', 'class', '9'],
    ['nice', '9', 'section', undefined],
    ['vienna', '26.4.2', 'subclass', '26.4'],
    ['us', '429/231.95', 'class', '429'],
  ])('%s %s at %s is %s', (scheme, symbol, level, found) => expect(symbolAtLevel(scheme, symbol, level)).toBe(found));
});
