import fc from 'fast-check';
import { labelValues } from '../../../../shared/rates/event-mapping.ts';
import { createAnnotationState } from '../annotation-state.ts';
import type { JournalEntry } from '../journal-entry.ts';

/** What an annotator may try; undo and redo do nothing where there is nothing to do. */
export type Step =
  | {
      readonly kind: 'label';
      readonly who: string;
      readonly document: number;
      readonly value: JournalValue;
      readonly note: string;
    }
  | { readonly kind: 'skip'; readonly who: string; readonly document: number }
  | { readonly kind: 'undo' | 'redo'; readonly who: string };
type JournalValue = (typeof labelValues)[number] | null;

const who = fc.constantFrom('ann', 'bob "quoted"');
const document = fc.nat(3);

/** Steps of two annotators on four documents of one query. */
export const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('label' as const),
      who,
      document,
      value: fc.option(fc.constantFrom(...labelValues)),
      note: fc.string({ unit: 'binary', maxLength: 20 }),
    }),
    fc.record({ kind: fc.constant('skip' as const), who, document }),
    fc.record({ kind: fc.constantFrom('undo' as const, 'redo' as const), who }),
  ),
  { maxLength: 40 },
);

/** The journal that these steps make. */
export function entriesOf(taken: readonly Step[]): readonly JournalEntry[] {
  const state = createAnnotationState();
  const entries: JournalEntry[] = [];
  for (const step of taken) {
    const common = {
      entry: entries.length + 1,
      at: new Date(1_700_000_000_000 + entries.length).toISOString(),
      annotator: step.who,
      queue: '1',
    };
    const entry = entryOf(step, common, state.next('1', step.who));
    if (entry === null) continue;
    entries.push(entry);
    state.apply(entry);
  }
  return entries;
}

function entryOf(
  step: Step,
  common: Pick<JournalEntry, 'entry' | 'at' | 'annotator' | 'queue'>,
  next: ReturnType<ReturnType<typeof createAnnotationState>['next']>,
): JournalEntry | null {
  if (step.kind === 'skip') return { ...common, kind: 'skip', query: 0, document: step.document };
  if (step.kind !== 'label') {
    const action = next[step.kind];
    return action === null ? null : { ...common, kind: step.kind, of: action.entry };
  }
  return {
    ...common,
    kind: 'label',
    query: 0,
    document: step.document,
    role: 'label',
    value: step.value,
    note: step.note,
    evidence: [],
    blind: true,
    visible: [],
    is_drawn: false,
    milliseconds: 5,
  };
}
