import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createAnnotationState } from './annotation-state.ts';
import { entriesOf, steps, type Step } from './testing/arbitrary-entries.ts';

type Action = Extract<Step, { kind: 'label' | 'skip' }>;

/** What is in force, told by going through everything again: a list of what was done and one of what was undone. */
function naively(taken: readonly Step[], who: string): ReadonlyMap<number, string> {
  let done: Action[] = [];
  let undone: Action[] = [];
  for (const step of taken) {
    if (step.who !== who) continue;
    if (step.kind === 'undo') undone = [...done.slice(-1), ...undone];
    if (step.kind === 'undo') done = done.slice(0, -1);
    if (step.kind === 'redo') done = [...done, ...undone.slice(0, 1)];
    if (step.kind === 'redo') undone = undone.slice(1);
    if (step.kind !== 'label' && step.kind !== 'skip') continue;
    done = [...done, step];
    undone = [];
  }
  const items = new Map<number, string>();
  for (const action of done) {
    const before = items.get(action.document) ?? 'open';
    if (action.kind === 'label') items.set(action.document, action.value ?? 'open');
    else if (before === 'open') items.set(action.document, 'skipped');
  }
  return items;
}

it('undoes and does again without limit, each annotator for themselves', () => {
  fc.assert(
    fc.property(steps, (taken) => {
      const state = createAnnotationState();
      for (const entry of entriesOf(taken)) expect(state.apply(entry)).not.toBeNull();
      const inForce: string[] = [];
      for (const who of ['ann', 'bob "quoted"']) {
        const expected = naively(taken, who);
        let labelled = 0;
        let skipped = 0;
        for (let document = 0; document < 4; document++) {
          const { label, isSkipped } = state.item('1', who, 0, document);
          expect(label?.value ?? (isSkipped ? 'skipped' : 'open')).toBe(expected.get(document) ?? 'open');
          if (label !== null) labelled++;
          if (isSkipped) skipped++;
          if (label !== null) inForce.push(`${who} ${document} ${label.value}`);
        }
        expect(state.counts('1', who)).toEqual({ labelled, skipped });
      }
      const told = [...state.labels()].map(
        ({ annotator, document, value }) => `${annotator} ${document} ${value}`,
      );
      expect(told.toSorted()).toEqual(inForce.toSorted());
    }),
    { numRuns: 500 },
  );
});

it('takes back everything that was ever done, and does all of it again', () => {
  fc.assert(
    fc.property(steps, (taken) => {
      const actions = taken.filter((step) => step.kind === 'label' || step.kind === 'skip');
      const state = createAnnotationState();
      const step = (kind: 'undo' | 'redo'): void => {
        for (const who of ['ann', 'bob "quoted"']) {
          for (
            let action = state.next('1', who)[kind];
            action !== null;
            action = state.next('1', who)[kind]
          ) {
            state.apply({ kind, entry: 1000, at: action.at, annotator: who, queue: '1', of: action.entry });
          }
        }
      };
      for (const entry of entriesOf(actions)) state.apply(entry);
      const before = [...state.labels()];
      step('undo');
      expect([...state.labels()]).toEqual([]);
      step('redo');
      expect([...state.labels()]).toEqual(before);
    }),
  );
});
