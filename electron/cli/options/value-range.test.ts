import { describe, expect, it } from 'vitest';
import { valueRange } from './value-range.ts';

describe('values on the command line', () => {
  it('are the decimals that a person means', () => {
    expect(valueRange('0.8:1:0.05')).toEqual([0.8, 0.85, 0.9, 0.95, 1]);
    expect(valueRange('0:0.3:0.1')).toEqual([0, 0.1, 0.2, 0.3]);
    expect(valueRange('-0.1:0.1:1e-1')).toEqual([-0.1, 0, 0.1]);
    expect(valueRange('1:10:4')).toEqual([1, 5, 9]);
    expect(valueRange('0.95')).toEqual([0.95]);
    expect(valueRange('0.9, 0.95')).toEqual([0.9, 0.95]);
  });

  it('are refused where they are no range', () => {
    for (const text of ['1:2', '1:2:0', '2:1:0.1', '0:1:1e-9', 'a:b:c', '']) {
      expect(() => valueRange(text)).toThrow();
    }
  });
});
