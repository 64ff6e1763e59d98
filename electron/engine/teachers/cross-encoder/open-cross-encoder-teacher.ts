import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { oneAtATime } from '../encode/one-at-a-time.ts';
import { readJson, writeWhole } from '../onnx/file-hash.ts';
import { parseCrossEncoderTarget } from '../parse-spec.ts';
import type { OpenTeacher } from '../teacher.ts';
import { openPairModel, type PairModel } from './pair-model.ts';
import { pairFingerprint, readPairSettings, type PairSettings } from './pair-settings.ts';
import { rescorePool } from './rescore-pool.ts';
import { scoreHead } from './score-head.ts';
import { openScoreJournal } from './score-journal.ts';
import { scorePairs } from './score-pairs.ts';
import type { Surroundings } from '../../surroundings.ts';

/**
 * `cross-encoder:FOLDER?from=NAME`: rescores the pool of another teacher of the workspace; the new order is the rank. Scores of pairs are kept in
 * `rescored/KEY.scores` and never computed twice, whichever teacher brought the pair. Throws `AppError`.
 */
export const openCrossEncoderTeacher: OpenTeacher = async (request) => {
  const { workspace, surroundings, options } = request;
  const { folder, from } = parseCrossEncoderTarget(request.target);
  const other = await request.openOther(from);
  const settings = await readPairSettings(folder, options);
  const pairs = await pairFingerprint(settings, surroundings.cacheFolder);
  const head = scoreHead(settings.config, await labelsOf(settings, pairs, surroundings));
  let model: Promise<PairModel> | null = null;
  const openModel = (): Promise<PairModel> => {
    model ??= openPairModel(settings, surroundings);
    model.catch(() => (model = null));
    return model;
  };
  const closeModel = async (): Promise<void> => {
    const open = await model?.catch(() => null);
    model = null;
    await open?.close();
  };

  return {
    summary: {
      kind: 'cross-encoder',
      fingerprint: createHash('sha256').update(`${pairs}\n${other.summary.fingerprint}`).digest('hex'),
      notes: [`Rescores the pool of "${from}": the new order is the rank.`, ...settings.notes, head.note],
    },
    encoding: () => Promise.resolve(null),
    embed: () =>
      Promise.resolve({ encoded: 0, device: 'not needed: a cross-encoder has no vectors of its own' }),
    retriever: async (task) => {
      const retriever = await other.retriever(task);
      return {
        retrieve: async (asked, inner) => {
          const pool = await retriever.retrieve(asked, inner);
          const key = createHash('sha256')
            .update(`${pairs}\n${asked.dataSet.hash}`)
            .digest('hex')
            .slice(0, 32);
          const path = workspace.file('rescored', `${key}.scores`);
          return oneAtATime(path, async () => {
            const journal = await openScoreJournal(path, workspace.readOnly);
            try {
              const work = { workspace, pool, journal, head, prompts: settings.prompts, model: openModel };
              await scorePairs(work, inner);
              return rescorePool(pool, (query, document) => journal.get(query, document) ?? Number.NaN);
            } finally {
              await journal.close();
              await closeModel();
            }
          });
        },
      };
    },
    close: closeModel,
  };
};

/** How many numbers the graph gives for a pair: found by trying one, remembered by fingerprint. */
async function labelsOf(
  settings: PairSettings,
  fingerprint: string,
  surroundings: Surroundings,
): Promise<number> {
  const note = join(surroundings.cacheFolder, 'models', `${fingerprint}.json`);
  const known = z.object({ labels: z.int() }).safeParse(await readJson(note));
  if (known.success) return known.data.labels;
  const model = await openPairModel(settings, { ...surroundings, device: 'cpu' });
  try {
    const { width } = await model.run([model.pair(model.tokens('query'), model.tokens('document'))]);
    await writeWhole(note, JSON.stringify({ labels: width })).catch(() => {});
    return width;
  } finally {
    await model.close();
  }
}
