import fc from 'fast-check';
import { findClaimReferences } from './claim-dependencies.js';

describe('claims named in the words of a claim', () => {
  it.each<[string, number, number[]]>([
    ['The cell of claim 1, wherein', 4, [1]],
    ['The cell according to any one of claims 1 to 3', 4, [1, 2, 3]],
    ['The cell of any of claims 1-3 or claim 5', 6, [1, 2, 3, 5]],
    ['The cell of claim 1, 2 or 3', 4, [1, 2, 3]],
    ['The cell of claim 1, 2 mm thick', 4, [1]],
    ['The cell of claim 1, 2-pentanol being left out', 4, [1]],
    ['The cell of claim 1 and 10 mm of foil', 20, [1]],
    ['The cell of claims 1, 3, and 5 through 7', 9, [1, 3, 5, 6, 7]],
    ['The cell as claimed in Claim 2 and/or claim 3', 9, [2, 3]],
    ['A method according to any preceding claim', 4, [1, 2, 3]],
    ['A method according to one or more of the previous claims', 3, [1, 2]],
    ['The cell of claim 7', 4, []],
    ['A cell with 2 or 3 anodes', 4, []],
    ['We claim: 1. A cell', 4, []],
    ['Verfahren nach Anspruch 1 oder 2', 5, [1, 2]],
    ['Verfahren nach einem der Ansprüche 5 bis 8', 9, [5, 6, 7, 8]],
    ['Verfahren nach einem der vorhergehenden Ansprüche', 4, [1, 2, 3]],
    ['Procédé selon la revendication 1 ou 2', 4, [1, 2]],
    ['Procédé selon l’une quelconque des revendications 1 à 3', 4, [1, 2, 3]],
    ['Procédé selon l’une des revendications précédentes', 3, [1, 2]],
    ['如权利要求1所述的电池', 3, [1]],
    ['根据权利要求1-3任一项所述的方法', 5, [1, 2, 3]],
    ['根据权利要求1至3中任一项或权利要求5所述的方法', 8, [1, 2, 3, 5]],
    ['如权利要求1、2或4所述的方法', 8, [1, 2, 4]],
    ['請求項１に記載', 3, []],
    ['請求項1又は2に記載の電池', 3, [1, 2]],
    ['제1항 또는 제2항에 있어서', 3, [1, 2]],
  ])('%j of claim %i depends on %j', (text, own, expected) => {
    expect(findClaimReferences(text, own)).toEqual(expected);
  });

  it('never names the claim itself or a later one, is ascending and without doubles, and ends on any text', () => {
    const words = fc.constantFrom(
      'claim',
      'claims',
      '1',
      '12',
      'to',
      '-',
      ',',
      'or',
      ' ',
      '权利要求',
      '至',
      'preceding',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 40 }), fc.integer({ min: 1, max: 30 }), (parts, own) => {
        const found = findClaimReferences(parts.join(' '), own);
        expect(found).toEqual([...new Set(found)].sort((a, b) => a - b));
        expect(found.every((each) => each > 0 && each < own)).toBe(true);
      }),
    );
  });
});
