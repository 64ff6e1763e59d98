import { describe, expect, it } from 'vitest';
import { sharedFile, skippedWithout } from '../../testing/shared-material.ts';
import { openNpyTeacher } from '../teachers/npy/npy-teacher.ts';
import { openRequest } from '../teachers/testing/open-request.ts';
import { referenceWorkspace } from '../teachers/testing/reference-workspace.ts';
import { quietTask } from '../teachers/testing/small-workspace.ts';
import { evaluateTeacher } from './evaluate-teacher.ts';

const data = sharedFile('data', 'scifact');
const embeddings = sharedFile('reference', 'embeddings', 'scifact');
const absent = data === null || embeddings === null;

describe('evaluateTeacher', () => {
  it.skipIf(absent)(
    `says the published figure of all-MiniLM-L6-v2 on SciFact${absent ? ` (${skippedWithout('reference', 'embeddings')})` : ''}`,
    async () => {
      const { workspace, remove } = await referenceWorkspace(data ?? '', 'test.tsv');
      const target = `${embeddings ?? ''}/corpus.npy,${embeddings ?? ''}/queries.npy`;
      const teacher = await openNpyTeacher(openRequest(workspace, target));
      const { queries, ndcg } = await evaluateTeacher(
        workspace,
        teacher,
        { split: 'test', at: [10] },
        quietTask,
      );
      expect([queries, ndcg['10']?.toFixed(4)]).toEqual([300, '0.6451']);
      await teacher.close();
      await remove();
    },
    30_000,
  );
});
