import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { longestFirst, openTextTokenizer } from './text-tokenizer.ts';

const bundled = resolve(import.meta.dirname, '../../../../resources/models/all-MiniLM-L6-v2-q8');
const [cls, sep] = [101, 102];

describe('openTextTokenizer', () => {
  let folder: string | null = null;
  afterEach(async () => {
    if (folder) await rm(folder, { recursive: true });
    folder = null;
  });

  it('ignores the "truncate and pad to 128" of tokenizer.json', async () => {
    expect(await readFile(join(bundled, 'tokenizer.json'), 'utf8')).toContain('"max_length":128');
    const tokenizer = await openTextTokenizer(bundled, null);
    expect(tokenizer.encode('margin', 256)).toHaveLength(3);
    expect(tokenizer.encode('margin '.repeat(300), 256)).toHaveLength(256);
  });

  it('cuts before the special tokens, so that they stay', async () => {
    const tokenizer = await openTextTokenizer(bundled, null);
    const long = 'one two three four five six seven eight';
    const whole = tokenizer.encode(long, 99);
    const cut = tokenizer.encode(long, 5);
    expect([...cut]).toEqual([cls, ...whole.subarray(1, 4), sep]);
    expect([...tokenizer.encode('', 5)]).toEqual([cls, sep]);
  });

  it('gives a long text the tokens that it has when read to its end', async () => {
    const tokenizer = await openTextTokenizer(bundled, null);
    const words = Array.from({ length: 4000 }, (_, i) => `unbelievable${i}word`).join(' ');
    const all = tokenizer.plain(words, 1e6);
    expect([...tokenizer.encode(words, 32)]).toEqual([cls, ...all.slice(0, 30), sep]);
    const unbroken = 'x'.repeat(100_000);
    expect([...tokenizer.encode(unbroken, 32)]).toEqual([cls, 100, sep]);
  });

  it('takes any Unicode, lone surrogates and special tokens in the text', async () => {
    const tokenizer = await openTextTokenizer(bundled, null);
    fc.assert(
      fc.property(fc.array(fc.nat(0x10ffff), { maxLength: 60 }), (points) => {
        const text = String.fromCodePoint(...points);
        const ids = tokenizer.encode(text, 16);
        expect(ids.length).toBeGreaterThanOrEqual(2);
        expect(ids.length).toBeLessThanOrEqual(16);
        expect([ids[0], ids.at(-1)]).toEqual([cls, sep]);
        expect(ids.every((id) => id >= 0 && id < 30_522)).toBe(true);
      }),
      { numRuns: 60 },
    );
    expect([...tokenizer.encode('\ud800', 8)][0]).toBe(cls);
  });

  it('joins a pair with segments, the longer side cut first', async () => {
    const tokenizer = await openTextTokenizer(bundled, null);
    const { ids, types } = tokenizer.encodePair([11, 12], [21, 22, 23, 24, 25], 8);
    expect([...ids]).toEqual([cls, 11, 12, sep, 21, 22, 23, sep]);
    expect([...(types ?? [])]).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
  });

  it('pads on the side that the folder says, with its token', async () => {
    folder = await mkdtemp(join(tmpdir(), 'negscope-tokenizer-'));
    await cp(join(bundled, 'tokenizer.json'), join(folder, 'tokenizer.json'));
    await writeFile(
      join(folder, 'tokenizer_config.json'),
      JSON.stringify({
        padding_side: 'left',
        pad_token: { content: '[MASK]' },
        add_eos_token: true,
        eos_token: '[UNK]',
      }),
    );
    const tokenizer = await openTextTokenizer(folder, null);
    expect([tokenizer.paddingSide, tokenizer.padId]).toEqual(['left', 103]);
    expect([...tokenizer.encode('', 8)]).toEqual([cls, sep, 100]);
  });

  it('says what is wrong with a file that is absent or of an unknown kind', async () => {
    folder = await mkdtemp(join(tmpdir(), 'negscope-tokenizer-'));
    await expect(openTextTokenizer(folder, null)).rejects.toThrow(/has no tokenizer.json/);
    await writeFile(join(folder, 'tokenizer.json'), '{"model":{"type":"Odd"}}');
    await expect(openTextTokenizer(folder, null)).rejects.toThrow(/tokenizer.json cannot be used/);
  });
});

describe('longestFirst', () => {
  it('takes tokens from the longer side, one by one', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.nat(40), fc.nat(40), (first, second, room) => {
        let [a, b] = [first, second];
        while (a + b > room) {
          if (a > b || (a === b && first <= second)) a--;
          else b--;
        }
        const [x, y] = longestFirst(first, second, room);
        expect(x + y).toBe(a + b);
        expect(Math.abs(x - a)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
