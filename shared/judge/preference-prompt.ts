import { z } from 'zod';
import { fenced, fenceRule } from './fenced.ts';
import type { JudgePrompt, Verdict, Wording } from './judge-prompt.ts';
import { readJsonAnswer, withoutThoughts } from './read-json-answer.ts';
import { unparsable } from './unparsable.ts';

const verdicts = ['worse', 'as good', 'better'] as const;

const Answer = z.object({
  reason: z.string(),
  verdicts: z.array(z.object({ candidate: z.int().positive(), verdict: z.enum(verdicts) })),
});
const LooseVerdict = z
  .string()
  .trim()
  .toLowerCase()
  .transform((word) => word.replaceAll(/[\s_-]+/gu, ' '))
  .pipe(z.enum([...verdicts, 'as good as', 'equal', 'same']))
  .transform((word) => (word === 'as good as' || word === 'equal' || word === 'same' ? 'as good' : word));
const Loose = z.object({
  reason: z.string().default(''),
  verdicts: z.array(
    z.object({
      candidate: z.coerce.number().int().positive(),
      verdict: LooseVerdict,
      reason: z.string().optional(),
    }),
  ),
});

const systems: Readonly<Record<Wording, string>> = {
  usual:
    'You compare search results. For a query you get a reference document, which is known to be relevant, and numbered candidates. Say of each candidate on its own whether, as an answer to the query, it is better than the reference, as good as it, or worse. A candidate that does not answer the query is worse. The order of the candidates means nothing.',
  paraphrased:
    'A searcher was satisfied with a reference document. Decide for every numbered candidate, independently of the others and of its number, whether it would have served the searcher better, equally well (as good), or worse. What leaves the query unanswered is worse.',
  'document-first':
    'You compare search results. For a query you get numbered candidates and a reference document, which is known to be relevant. Say of each candidate on its own whether, as an answer to the query, it is better than the reference, as good as it, or worse. A candidate that does not answer the query is worse. The order of the candidates means nothing.',
};

const form =
  'Answer with one JSON object: {"reason": one or two sentences, "verdicts": [{"candidate": its number, "verdict": "better", "as good" or "worse"}]}, with every candidate exactly once.';

/** Better than, as good as or worse than the labelled positive (the idea of RLHN): grades 2, 1, 0, relevant from 1; one call for many candidates. */
export const preferencePrompt: JudgePrompt = {
  name: 'preference',
  version: 'preference-1',
  perCall: 10,
  needsPositive: true,
  relevantFrom: 1,
  grades: { 0: 'worse than the positive', 1: 'as good as the positive', 2: 'better than the positive' },
  maxTokens: 2_048,
  messages({ query, positive, documents }, fence, wording = 'usual') {
    const reference = fenced('reference document', positive ?? '', fence);
    const candidates = documents.map((text, i) => fenced(`candidate ${i + 1}`, text, fence));
    const parts = wording === 'document-first' ? [...candidates, reference] : [reference, ...candidates];
    return [
      { role: 'system', content: `${systems[wording]}\n\n${fenceRule(fence)}\n\n${form}` },
      {
        role: 'user',
        content: `${[fenced('query', query, fence), ...parts].join('\n\n')}\n\nJudge each of the ${documents.length} candidates.`,
      },
    ];
  },
  schema: Answer,
  parse: parsePreference,
};

/** Verdicts by number; a candidate that is missing, or has two different verdicts, is unparsable on its own. */
export function parsePreference(answer: string, documents: number): readonly Verdict[] {
  const json = readJsonAnswer(answer, Loose);
  const lines = json === null ? verdictLines(answer) : json.verdicts;
  if (lines.length === 0) return unparsable(answer, documents);
  return Array.from({ length: documents }, (_, place): Verdict => {
    const own = lines.filter(({ candidate }) => candidate === place + 1);
    const [first] = own;
    if (first === undefined) {
      return { state: 'unparsable', reason: `the answer leaves out candidate ${place + 1}` };
    }
    if (own.some(({ verdict }) => verdict !== first.verdict)) {
      return { state: 'unparsable', reason: `the answer contradicts itself on candidate ${place + 1}` };
    }
    const reason = first.reason ?? json?.reason ?? answer.trim();
    return { state: 'answered', grade: verdicts.indexOf(first.verdict), reason };
  });
}

type Line = {
  readonly candidate: number;
  readonly verdict: (typeof verdicts)[number];
  readonly reason?: string | undefined;
};

/** Lines such as `Candidate 3: as good`. */
function verdictLines(answer: string): readonly Line[] {
  const pattern =
    /^[ \t*#-]*(?:candidate\s*)?(\d{1,3})[\s*]*[:.)-][\s*]*(better|as good|equal|same|worse)\b/gimu;
  return Array.from(withoutThoughts(answer).matchAll(pattern), ([, number, word]) => ({
    candidate: Number(number),
    verdict: LooseVerdict.parse(word),
  }));
}
