import { largestCosines } from '../../../shared/vector/largest-cosines.ts';
import type { Task } from '../task.ts';
import type { Teacher } from '../teachers/teacher.ts';

/** The largest cosine of each document to any of `positives`, by the teacher's own vectors; null for teachers without. */
export async function documentCosines(
  teacher: Teacher,
  documents: readonly number[],
  positives: readonly number[],
  task: Task,
): Promise<ReadonlyMap<number, number> | null> {
  const vectors = await teacher.documentVectors?.(task);
  if (vectors === undefined) return null;
  try {
    const rowsOf = async (indexes: readonly number[]): Promise<readonly Float32Array[]> => {
      const rows: Float32Array[] = [];
      for (const index of indexes) {
        const row = new Float32Array(vectors.dimensions);
        await vectors.read(index, 1, row);
        rows.push(row);
      }
      return rows;
    };
    const cosines = largestCosines(await rowsOf(documents), await rowsOf(positives));
    return new Map(
      documents.flatMap((document, i) => {
        const cosine = cosines[i];
        return cosine === undefined || Number.isNaN(cosine) ? [] : [[document, cosine] as const];
      }),
    );
  } finally {
    await vectors.close();
  }
}
