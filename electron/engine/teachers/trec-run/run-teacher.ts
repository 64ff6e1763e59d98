import { countOf } from '../../../../shared/text/count-text.ts';
import type { Task } from '../../task.ts';
import { fileHash } from '../onnx/file-hash.ts';
import { retrieveByRow, type RowScores } from '../retrieve-by-row.ts';
import type { Retriever } from '../retriever.ts';
import { teacherFingerprint } from '../teacher-fingerprint.ts';
import type { OpenTeacher, TeacherRequest } from '../teacher.ts';
import { readRunTable } from './read-run-table.ts';
import type { RunCounts, RunTable } from './run-table.ts';
import { runTableFolder, storedRunTable, storeRunTable, type StoredRunTable } from './stored-run-table.ts';

/** `run:FILE`: the scores of a TREC run or Tevatron ranking. What the file does not name has no score. */
export const openRunTeacher: OpenTeacher = async (request) => {
  const hash = await fileHash(request.target, request.surroundings.cacheFolder);
  const stored = await tableOf(request, hash);
  let table: Promise<RunTable> | null = null;

  function loaded(): Promise<RunTable> {
    table ??= stored.load().catch((error: unknown) => {
      table = null;
      throw error;
    });
    return table;
  }

  return {
    summary: {
      kind: 'run',
      fingerprint: teacherFingerprint(['run', hash]),
      notes: [
        'Scores as the run file gives them; its ranks are ignored. Positives that it does not name are unscored.',
        ...countNotes(stored.counts),
      ],
    },
    encoding: () => Promise.resolve(null),
    embed: () => Promise.resolve({ encoded: 0, device: 'none: the run file has the scores' }),
    retriever: async () => createRetriever(await loaded()),
    close: () => {
      table = null;
      return Promise.resolve();
    },
  };
};

async function tableOf({ workspace, target, task }: TeacherRequest, hash: string): Promise<StoredRunTable> {
  const folder = await runTableFolder(workspace, hash);
  const stored = await storedRunTable(folder);
  if (stored !== null) return stored;
  // Only `teacher add` waits for an opening; later ones find the table.
  const quiet: Task = { signal: new AbortController().signal, progress: () => {} };
  const { table, counts } = await readRunTable(target, workspace, task ?? quiet);
  if (!workspace.readOnly) await storeRunTable(folder, table, counts);
  return (await storedRunTable(folder)) ?? { counts, load: () => Promise.resolve(table) };
}

function countNotes({ lines, unknownQueries, unknownDocuments, merged }: RunCounts): readonly string[] {
  const notes = [`${countOf(lines, 'line')} read.`];
  if (unknownQueries > 0)
    notes.push(`Not used: ${countOf(unknownQueries, 'line')} with a query that is not in the data.`);
  if (unknownDocuments > 0) {
    notes.push(`Not used: ${countOf(unknownDocuments, 'line')} with a document that is not in the data.`);
  }
  if (merged > 0)
    notes.push(
      `Scored a second time, as pairs of equal texts: ${countOf(merged, 'line')}; the higher score counts.`,
    );
  return notes;
}

function createRetriever({ offsets, documents, scores }: RunTable): Retriever {
  return {
    retrieve: (request, task) =>
      retrieveByRow(request, task, (query): RowScores => {
        const own = documents.subarray(offsets[query] ?? 0, offsets[query + 1] ?? 0);
        const ownScores = scores.subarray(offsets[query] ?? 0, offsets[query + 1] ?? 0);
        return {
          scoreOf: (document) => ownScores[own.indexOf(document)] ?? NaN,
          offerTo: (best, allowed) => {
            own.forEach((document, place) => {
              if (allowed[document] === 1) best.offer(document, ownScores[place] ?? 0);
            });
          },
        };
      }),
  };
}
