import { AppError } from '../../../../shared/errors.ts';
import { stemmedLanguageOf, stemmedLanguages } from '../../../../shared/text-analysis/load-stemmer.ts';
import type { Task } from '../../task.ts';
import { retrieveByRow } from '../retrieve-by-row.ts';
import type { Retriever } from '../retriever.ts';
import { teacherFingerprint } from '../teacher-fingerprint.ts';
import type { OpenTeacher, TeacherRequest } from '../teacher.ts';
import { analyserVersion } from './analyser.ts';
import type { Bm25Index } from './bm25-index.ts';
import { openBm25Index } from './bm25-index.ts';
import { detectLanguage, type DetectedLanguage } from './detect-language.ts';
import { defaultBm25 } from './default-parameters.ts';
import { createQueryTexts } from './query-texts.ts';

/** `bm25`: words instead of vectors. Retrieves only documents with a score above 0; a positive without a common word scores 0. */
export const openBm25Teacher: OpenTeacher = async ({ workspace, options }) => {
  const k1 = options.k1 ?? defaultBm25.k1;
  const b = options.b ?? defaultBm25.b;
  const { language, note } = await languageOf(workspace, options.language);
  let index: Promise<Bm25Index> | null = null;

  function opened(task: Task): Promise<Bm25Index> {
    index ??= openBm25Index(workspace, { k1, b, language }, task).catch((error: unknown) => {
      index = null;
      throw error;
    });
    return index;
  }

  return {
    summary: {
      kind: 'bm25',
      fingerprint: teacherFingerprint(['bm25', analyserVersion, k1, b, language]),
      notes: [
        `BM25 as in Lucene, k1 ${k1}, b ${b}, over title and text.`,
        note,
        'Only documents with a score above 0 are retrieved; a positive that shares no word with its query is scored 0.',
      ],
    },
    encoding: () => Promise.resolve(null),
    async embed(task) {
      await opened(task);
      return { encoded: 0, device: 'CPU: BM25 has an index of words and no vectors' };
    },
    async retriever(task): Promise<Retriever> {
      const { scorer: newScorer } = await opened(task);
      return {
        retrieve(request, retrieval) {
          const { analyse, scorer } = newScorer();
          const textOf = createQueryTexts(workspace.database, request.queries);
          return retrieveByRow(request, retrieval, async (_, row) => {
            await scorer.score(analyse(await textOf(row)));
            return {
              scoreOf: scorer.scoreOf,
              offerTo: (best, allowed) => {
                for (const document of scorer.touched()) {
                  const score = scorer.scoreOf(document);
                  if (allowed[document] === 1 && Math.fround(score) > 0) best.offer(document, score);
                }
              },
            };
          });
        },
      };
    },
    async close() {
      const open = index;
      index = null;
      await (await open?.catch(() => null))?.close();
    },
  };
};

async function languageOf(
  workspace: TeacherRequest['workspace'],
  asked: string | undefined,
): Promise<DetectedLanguage> {
  if (asked === undefined) {
    return detectLanguage(workspace.database, (await workspace.dataSet()).documentCount);
  }
  if (asked === 'none') return { language: 'none', note: 'No stemming, as asked.' };
  const language = stemmedLanguageOf(asked);
  if (language === null) {
    const known = stemmedLanguages.join(', ');
    throw new AppError('wrong-usage', `no stemmer for language "${asked}"; there are none, ${known}`);
  }
  return { language, note: `Snowball stemming for ${language}, as asked.` };
}
