import { describe, expect, it } from 'vitest';
import { createLongWork, type EndedWork } from './long-work.ts';

function watched() {
  const states: (readonly [number, number | null])[] = [];
  const ends: EndedWork[] = [];
  let time = 0;
  const work = createLongWork({
    now: () => time,
    onState: (running, share) => states.push([running, share]),
    onEnd: (ended) => ends.push(ended),
  });
  return { work, states, ends, wait: (ms: number) => (time += ms) };
}

describe('long work', () => {
  it('counts long calls only, shows how far the latest is, and says how long each took', () => {
    const { work, states, ends, wait } = watched();
    work.begin(1, 'query.candidates');
    work.begin(2, 'teacher.embed');
    work.progress(2, { stage: 'encode', done: 5, total: 20, unit: 'documents' });
    wait(12_000);
    work.end(2, null);
    work.end(1, null);
    expect(states).toEqual([
      [1, null],
      [1, 0.25],
      [0, null],
    ]);
    expect(ends).toEqual([{ name: 'Encoding', seconds: 12, error: null }]);
  });
  it('ends without a word when the window is gone', () => {
    const { work, states, ends } = watched();
    work.begin(1, 'run.mine');
    work.clear();
    work.end(1, null);
    expect(states.at(-1)).toEqual([0, null]);
    expect(ends).toEqual([]);
  });
});
