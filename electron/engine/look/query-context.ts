import type { Input } from '../../../shared/ipc/contract.ts';
import type { QueryContext, TextFlag } from '../../../shared/ipc/detail-calls.ts';
import { documentText } from '../../../shared/text/document-text.ts';
import type { Engine } from '../engine.ts';
import { documentTexts } from '../mine/texts.ts';
import type { Task } from '../task.ts';
import { openTeacher } from '../teachers/registry.ts';
import { documentCosines } from './document-cosines.ts';
import { otherPools } from './other-pools.ts';
import { nearDuplicateCosine, textFlags } from './text-flags.ts';

/** What is known of a query's candidates beside their verdicts: relations to the positives, tokens, other teachers' scores. */
export async function queryContext(
  engine: Engine,
  asked: Input<'query.context'>,
  task: Task,
): Promise<QueryContext> {
  const workspace = await engine.workspaces.open(asked.workspace);
  const { labels } = await workspace.dataSet();
  const positives: number[] = [];
  for (let i = labels.offsets[asked.query] ?? 0; i < (labels.offsets[asked.query + 1] ?? 0); i++) {
    if ((labels.grades[i] ?? 0) > 0) positives.push(labels.documents[i] ?? 0);
  }
  const isPositive = new Set(positives);
  const candidates = asked.documents.filter((document) => !isPositive.has(document));
  const texts = await documentTexts(workspace, [...candidates, ...isPositive]);
  const teacher = await openTeacher(engine, workspace, asked.teacher);
  const cosines = await documentCosines(teacher, candidates, positives, task);
  task.signal.throwIfAborted();
  const all = [...texts.values()];
  const lengths = await teacher.documentLengths?.(all.map(({ title, text }) => documentText(title, text)));
  const tokensOf = new Map(all.map(({ document }, i) => [document, lengths?.tokens[i] ?? null]));
  const positiveTexts = [...isPositive].flatMap((document) => texts.get(document) ?? []);

  return {
    documents: all.map((document) => {
      const tokens = tokensOf.get(document.document) ?? null;
      const cosine = cosines?.get(document.document) ?? null;
      const flags: TextFlag[] = isPositive.has(document.document)
        ? []
        : [...textFlags(document, positiveTexts)];
      if (cosine !== null && cosine >= nearDuplicateCosine) flags.push('near-duplicate');
      if (tokens !== null && lengths && tokens > lengths.limit) flags.push('truncated');
      return { document: document.document, flags, positiveCosine: cosine, tokens };
    }),
    tokenLimit: lengths?.limit ?? null,
    others: await otherPools(workspace, asked),
  };
}
