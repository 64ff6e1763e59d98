import type { Rater } from '../../../shared/ipc/agreement-calls.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { defaultMapping, type LabelValue } from '../../../shared/rates/event-mapping.ts';
import { labelsStored } from '../annotate/annotation-desk.ts';
import { answeringJudges } from '../plans/read-answers.ts';
import { tallyAnswers } from '../plans/tally-answers.ts';
import { personLabels } from '../plans/labels-of-people.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { labelKind, raterLabels } from './rater-labels.ts';

/** Everyone who labelled or judged in a workspace: judges, people, and what people settled on where there are any. */
export async function listRaters(workspace: Workspace): Promise<Output<'agreement.raters'>> {
  await labelsStored(workspace);
  const judges = await answeringJudges(workspace);
  const people = new Set(
    (await personLabels(workspace)).flatMap((label) => (label.isAdjudicated ? [] : [label.annotator])),
  );
  const raters: readonly Rater[] = [
    ...judges.map((name) => ({ kind: 'judge' as const, name })),
    ...[...people].map((name) => ({ kind: 'human' as const, name })),
    ...(people.size > 0 ? [{ kind: 'settled' as const }] : []),
  ];
  const kindOf = labelKind('binary', defaultMapping);
  const counted: Output<'agreement.raters'>['raters'][number][] = [];
  for (const rater of raters) {
    const said =
      rater.kind === 'judge'
        ? await tallyAnswers(workspace, rater.name)
        : Array.from(await raterLabels(workspace, rater, 'all', kindOf), ([, { value }]) => ({
            value,
            n: 1,
          }));
    const total = (is: (value: LabelValue | null) => boolean): number =>
      said.reduce((sum, { value, n }) => sum + (is(value) ? n : 0), 0);
    counted.push({
      rater,
      labels: total((value) => value !== null),
      relevant: total((value) => value !== null && defaultMapping[value] === 'false-negative'),
      failed: total((value) => value === null),
    });
  }
  return { raters: counted };
}
