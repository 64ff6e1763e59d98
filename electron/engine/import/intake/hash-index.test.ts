import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ContentHash } from './content-hash.ts';
import { digestOf } from './digest.ts';
import { HashIndex } from './hash-index.ts';
import { LabelIntake } from './label-intake.ts';
import { Merges } from './merges.ts';

describe('HashIndex', () => {
  it('finds what was added, and nothing else, as a Map does', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { maxLength: 3000, size: 'max' }), (keys) => {
        const index = new HashIndex();
        const [absent = 'none', ...present] = keys;
        present.forEach((key, value) => index.add(digestOf(key), value));
        expect(present.map((key) => index.get(digestOf(key)))).toEqual(present.map((_, value) => value));
        expect([index.get(digestOf(absent)), index.size]).toEqual([-1, present.length]);
        expect(Array.from(index.entries(), ([, value]) => value)).toEqual(present.map((_, value) => value));
      }),
      { numRuns: 20 },
    );
  });

  it('holds more than one chunk of entries', () => {
    const index = new HashIndex();
    for (let value = 0; value < 70_000; value++) index.add(digestOf(`d${value}`), value);
    expect([0, 1, 65_535, 65_536, 69_999].map((value) => index.get(digestOf(`d${value}`)))).toEqual([
      0, 1, 65_535, 65_536, 69_999,
    ]);
  });
});

describe('ContentHash', () => {
  it('tells sequences apart that join to the same text, and does not depend on lengths of its buffer', () => {
    const hashOf = (...texts: readonly string[]): string => {
      const hash = new ContentHash();
      for (const text of texts) hash.text(text);
      return hash.digest();
    };
    const long = 'ä'.repeat(700_000);
    expect(hashOf('ab', 'c')).not.toBe(hashOf('a', 'bc'));
    expect(hashOf('a', long, long, 'b')).toBe(hashOf('a', long, long, 'b'));
    expect(hashOf('a', long, long, 'b')).not.toBe(hashOf('a', long, `${long}b`));
  });
});

describe('LabelIntake', () => {
  it('keeps the highest grade of each pair and split, in order', () => {
    const label = fc.record({
      query: fc.nat(5),
      document: fc.nat(5),
      grade: fc.integer({ min: -1, max: 2 }),
      split: fc.constantFrom('train', 'dev'),
    });
    fc.assert(
      fc.property(fc.array(label, { maxLength: 60 }), (labels) => {
        const merges = new Merges();
        const intake = new LabelIntake(merges);
        const wanted = new Map<string, number>();
        for (const { query, document, grade, split } of labels) {
          intake.add({ query, document, grade, split, score: null }, { file: 'f', line: 1 });
          const key = `${query} ${split} ${document}`;
          wanted.set(key, Math.max(wanted.get(key) ?? -9, grade));
        }
        const rows = Array.from(intake.sorted(6), (row) => [
          `${row.query} ${row.split} ${row.document}`,
          row.grade,
        ]);
        expect(rows).toEqual([...wanted].toSorted(([a], [b]) => (a < b ? -1 : 1)));
        const merged = (merges.counts['duplicate-label'] ?? 0) + (merges.counts['conflicting-grade'] ?? 0);
        expect(merged).toBe(labels.length - wanted.size);
      }),
    );
  });
});
