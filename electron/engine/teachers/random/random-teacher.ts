import { z } from 'zod';
import { AppError } from '../../../../shared/errors.ts';
import { textHash, uniformsOfQuery } from '../../../../shared/random.ts';
import type { Database } from '../../workspace/database.ts';
import { retrieveByRow } from '../retrieve-by-row.ts';
import { teacherFingerprint } from '../teacher-fingerprint.ts';
import type { OpenTeacher } from '../teacher.ts';
import type { Retriever } from '../retriever.ts';

const Seed = z.string().regex(/^\d+$/).transform(Number).pipe(z.int());

/** `random:SEED`: uniform in [0, 1) by a hash of (seed, query id, document id); a base line that knows nothing. */
export const openRandomTeacher: OpenTeacher = ({ workspace, target }) => {
  const seed = Seed.safeParse(target);
  if (!seed.success) {
    return Promise.reject(
      new AppError('wrong-usage', `random:SEED takes a whole number from 0 to 2^53 − 1, not "${target}"`),
    );
  }
  return Promise.resolve({
    summary: {
      kind: 'random',
      fingerprint: teacherFingerprint(['random', 1, seed.data]),
      notes: [`Uniform in [0, 1) by a hash of seed ${seed.data}, query id and document id.`],
    },
    encoding: () => Promise.resolve(null),
    embed: () => Promise.resolve({ encoded: 0, device: 'none: random scores need no vectors' }),
    retriever: () => createRetriever(workspace.database, seed.data),
    close: () => Promise.resolve(),
  });
};

async function createRetriever(database: Database, seed: number): Promise<Retriever> {
  const documentHashes = await idHashes(database, 'SELECT id FROM documents ORDER BY document');
  const queryHashes = await idHashes(database, 'SELECT id FROM queries ORDER BY query');
  return {
    retrieve: (request, task) =>
      retrieveByRow(request, task, (query) => {
        const uniform = uniformsOfQuery(seed, queryHashes[query] ?? 0);
        const scoreOf = (document: number): number => uniform(documentHashes[document] ?? 0);
        return {
          scoreOf,
          offerTo: (best, allowed) => {
            for (let document = 0; document < allowed.length; document++) {
              if (allowed[document] === 1) best.offer(document, scoreOf(document));
            }
          },
        };
      }),
  };
}

/** The hash of every id, in index order: 8 bytes each instead of the texts. */
async function idHashes(database: Database, sql: string): Promise<Float64Array> {
  const hashes: number[] = [];
  for await (const [ids = []] of database.chunks(sql)) {
    for (const id of ids) hashes.push(textHash(String(id)));
  }
  return Float64Array.from(hashes);
}
