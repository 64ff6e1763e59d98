import type { Rater } from '../../../shared/ipc/agreement-calls.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { defaultMapping } from '../../../shared/rates/event-mapping.ts';
import { labelsStored } from '../annotate/annotation-desk.ts';
import { anyPair } from '../plans/any-pair.ts';
import { readAnswers } from '../plans/read-answers.ts';
import { personLabels } from '../plans/labels-of-people.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { labelKind, raterLabels } from './rater-labels.ts';

/** Everyone who labelled or judged in a workspace: judges, people, and what people settled on where there are any. */
export async function listRaters(workspace: Workspace): Promise<Output<'agreement.raters'>> {
  await labelsStored(workspace);
  const judges = [...(await readAnswers({ workspace, places: anyPair })).keys()];
  const people = new Set(
    (await personLabels(workspace)).flatMap((label) => (label.isAdjudicated ? [] : [label.annotator])),
  );
  const raters: readonly Rater[] = [
    ...judges.map((name) => ({ kind: 'judge' as const, name })),
    ...[...people].map((name) => ({ kind: 'human' as const, name })),
    ...(people.size > 0 ? [{ kind: 'settled' as const }] : []),
  ];
  const kindOf = labelKind('binary', defaultMapping);
  return {
    raters: await Promise.all(
      raters.map(async (rater) => {
        const said = [...(await raterLabels(workspace, rater, 'all', kindOf)).values()];
        return {
          rater,
          labels: said.filter(({ value }) => value !== null).length,
          relevant: said.filter(({ value }) => value !== null && defaultMapping[value] === 'false-negative')
            .length,
          failed: said.filter(({ value }) => value === null).length,
        };
      }),
    ),
  };
}
