import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { sharedFile, skippedWithout } from '../../../testing/shared-material.ts';
import { readNpy } from '../../npy/read-npy.ts';
import { embeddingFiles } from '../encode/embedding-files.ts';
import { quietTask, testGround, type TestGround } from '../encode/testing/text-workspace.ts';
import type { Side } from '../encoder.ts';
import type { OpenTeacher } from '../teacher.ts';
import { openBundledTeacher } from './open-bundled-teacher.ts';
import { openOnnxTeacher } from './open-onnx-teacher.ts';

type Record_ = { readonly _id: string; readonly title?: string; readonly text: string };
const sets = ['scifact', 'xquad-en'] as const;

/** Every `step`-th record and its row in the reference. */
function sampled(
  file: string,
  step: number,
): { readonly records: readonly Record_[]; readonly rows: number[] } {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  const rows = lines.map((_, i) => i).filter((i) => i % step === 0);
  // The reference's own files; a wrong one fails the test.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return { rows, records: rows.map((i) => JSON.parse(lines[i] ?? '') as Record_) };
}

describe.each(sets)('encoding %s', (set) => {
  let ground: TestGround | null = null;
  afterEach(async () => {
    await ground?.remove();
    ground = null;
  });

  /** Encodes every n-th text and gives each side's rows beside the reference's, of equal width. */
  async function encodeSample(open: OpenTeacher, target: string, documentStep: number, queryStep: number) {
    const [data, reference] = [sharedFile('data', set), sharedFile('reference/embeddings', set)];
    if (!data || !reference) throw new Error('no material');
    const documents = sampled(join(data, 'corpus.jsonl'), documentStep);
    const queries = sampled(join(data, 'queries.jsonl'), queryStep);
    const named = ({ _id, title, text }: Record_) => ({ id: _id, text, ...(title ? { title } : {}) });
    ground = await testGround({
      documents: documents.records.map(named),
      queries: queries.records.map(named),
    });
    const teacher = await open(ground.request(target));
    const { encoded } = await teacher.embed(quietTask());
    expect(encoded).toBe(documents.rows.length + queries.rows.length);
    const { workspace } = ground;
    const load = async (side: Side, file: string, rows: readonly number[]) => {
      const { whole } = embeddingFiles(workspace, teacher.summary.fingerprint, 'h', side);
      const ours = await readNpy(whole, '<f4');
      const theirs = await readNpy(join(reference, file), '<f4', 'given');
      const width = theirs.shape[1] ?? 0;
      expect(ours.shape).toEqual([rows.length, width]);
      return rows.map((row, i) => ({
        ours: ours.data.subarray(i * width, (i + 1) * width),
        theirs: theirs.data.subarray(row * width, (row + 1) * width),
      }));
    };
    return [
      ...(await load('documents', 'corpus.npy', documents.rows)),
      ...(await load('queries', 'queries.npy', queries.rows)),
    ];
  }

  const model = sharedFile('models/all-MiniLM-L6-v2');
  it.skipIf(!model || !sharedFile('reference/embeddings', set))(
    `gives the reference embeddings to 1e-5 (${model ? 'all-MiniLM-L6-v2' : skippedWithout('models')})`,
    async () => {
      const pairs = await encodeSample(openOnnxTeacher, model ?? '', set === 'scifact' ? 160 : 8, 40);
      const worst = Math.max(
        ...pairs.map(({ ours, theirs }) =>
          Math.max(...ours.map((value, i) => Math.abs(value - (theirs[i] ?? 9)))),
        ),
      );
      expect(worst).toBeLessThanOrEqual(1e-5);
    },
    120_000,
  );

  it.skipIf(!sharedFile('reference/embeddings', set))(
    'gives a cosine of at least 0.999 to the reference with the bundled model',
    async () => {
      const pairs = await encodeSample(openBundledTeacher, '', set === 'scifact' ? 320 : 16, 40);
      const cosines = pairs.map(({ ours, theirs }) =>
        ours.reduce((sum, value, i) => sum + value * (theirs[i] ?? 0), 0),
      );
      expect(Math.min(...cosines)).toBeGreaterThanOrEqual(0.999);
    },
    120_000,
  );
});
