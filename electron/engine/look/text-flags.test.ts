import { describe, expect, it } from 'vitest';
import { textFlags } from './text-flags.ts';

const positive = { title: 'Harbour', text: 'The harbour was built in 1901 by the town.' };

describe('text flags', () => {
  it('finds the same text under another title, and texts inside each other', () => {
    expect(
      textFlags({ title: 'Port', text: ' The harbour was  built in 1901 by the town.' }, [positive]),
    ).toEqual(['same-text']);
    expect(textFlags({ title: '', text: `First. ${positive.text} Last.` }, [positive])).toEqual([
      'contains-positive',
    ]);
    expect(textFlags({ title: '', text: 'built in 1901 by the town' }, [positive])).toEqual([
      'inside-positive',
    ]);
  });
  it('calls documents of one title siblings, and those without a title not', () => {
    expect(textFlags({ title: 'Harbour', text: 'Something else.' }, [positive])).toEqual(['same-title']);
    expect(textFlags({ title: '', text: 'x' }, [{ title: '', text: 'y' }])).toEqual([]);
  });
});
