import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairKey } from '../judge/judgement-store.ts';
import { pairPlaces } from './pair-places.ts';

describe('pairPlaces', () => {
  it('finds what a table of all pairs finds, and nothing else', () => {
    const rows = fc.uniqueArray(
      fc.record({
        query: fc.nat(30),
        documents: fc.uniqueArray(fc.nat(30), { maxLength: 8 }),
      }),
      { selector: ({ query }) => query, maxLength: 10 },
    );
    fc.assert(
      fc.property(rows, (given) => {
        const pairs = given.flatMap(({ query, documents }) =>
          documents.map((document) => ({ query, document })),
        );
        const table = new Map(pairs.map(({ query, document }, place) => [pairKey(query, document), place]));
        const places = pairPlaces(
          Int32Array.from(pairs, ({ query }) => query),
          Int32Array.from(pairs, ({ document }) => document),
        );
        for (let query = 0; query <= 31; query++)
          for (let document = 0; document <= 31; document++)
            expect(places.get(pairKey(query, document))).toBe(table.get(pairKey(query, document)));
      }),
    );
  });
});
