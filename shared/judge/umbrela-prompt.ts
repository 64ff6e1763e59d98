import { z } from 'zod';
import { fenced, fenceRule } from './fenced.ts';
import { finalValue } from './final-value.ts';
import type { JudgePrompt, Verdict, Wording } from './judge-prompt.ts';
import { readJsonAnswer } from './read-json-answer.ts';
import { unparsable } from './unparsable.ts';

const Score = z.int().min(0).max(3);
const Answer = z.object({ reason: z.string(), match: Score, trust: Score, score: Score });
const Loose = z
  .object({
    reason: z.string().default(''),
    score: looseScore().optional(),
    final_score: looseScore().optional(),
    O: looseScore().optional(),
  })
  .transform(({ reason, score, final_score, O }) => ({ reason, score: score ?? final_score ?? O }))
  .refine(({ score }) => score !== undefined);

const scale = `0: the passage has nothing to do with the query.
1: the passage is related to the query but does not answer it.
2: the passage has some answer to the query, but it is unclear or hidden among other things.
3: the passage is about the query and holds the exact answer.`;

const systems: Readonly<Record<Wording, string>> = {
  usual: `You grade how well a passage answers a query, from 0 to 3:\n${scale}\nConsider first what the searcher wants, then how well the passage matches it (match, 0 to 3), then how far the passage can be trusted (trust, 0 to 3), and from these the final score.`,
  paraphrased: `Give a passage a mark for answering a query. The marks:\n${scale}\nThink about the intent behind the query. Judge the fit of the content to that intent (match, 0 to 3) and the passage's trustworthiness (trust, 0 to 3) on their own, then settle on one final mark.`,
  'document-first': `You grade how well a passage answers a query, from 0 to 3:\n${scale}\nConsider first what the searcher wants, then how well the passage matches it (match, 0 to 3), then how far the passage can be trusted (trust, 0 to 3), and from these the final score.`,
};

const form =
  'Answer with one JSON object: {"reason": one or two sentences, "match": 0 to 3, "trust": 0 to 3, "score": the final score, 0 to 3}.';

/** The usual wording as a template, to be changed. */
export const umbrelaTemplate = `${systems.usual}\n\n{query}\n\n{document}\n\nWhich score does the document get?`;

/** Graded relevance after UMBRELA (arXiv 2406.06519): 0 to 3, relevant from 2; the wording is our own. */
export const umbrelaPrompt: JudgePrompt = {
  name: 'umbrela',
  version: 'umbrela-1',
  perCall: 1,
  needsPositive: false,
  relevantFrom: 2,
  grades: { 0: 'nothing to do with it', 1: 'related', 2: 'some answer', 3: 'the exact answer' },
  maxTokens: 1_024,
  messages({ query, documents }, fence, wording = 'usual') {
    const parts = [fenced('query', query, fence), fenced('passage', documents[0] ?? '', fence)];
    return [
      { role: 'system', content: `${systems[wording]}\n\n${fenceRule(fence)}\n\n${form}` },
      {
        role: 'user',
        content: `${(wording === 'document-first' ? parts.toReversed() : parts).join('\n\n')}\n\nWhich score does the passage get?`,
      },
    ];
  },
  schema: Answer,
  parse: parseUmbrela,
};

/** Reads the score from JSON, else from `##final score: N`. No other digit counts. */
export function parseUmbrela(answer: string): readonly Verdict[] {
  const json = readJsonAnswer(answer, Loose);
  if (json?.score !== undefined) return [{ state: 'answered', grade: json.score, reason: json.reason }];
  const digit = finalValue(answer, /final[ _]score|score/, /[0-3]/);
  if (digit === null) return unparsable(answer);
  return [{ state: 'answered', grade: Number(digit), reason: answer.trim() }];
}

function looseScore() {
  return z.union([
    Score,
    z
      .string()
      .regex(/^\s*[0-3]\s*$/u)
      .transform(Number),
  ]);
}
