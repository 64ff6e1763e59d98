import { z } from 'zod';
import { fenced, fenceRule } from './fenced.ts';
import { finalValue } from './final-value.ts';
import type { JudgePrompt, Message, Question, Verdict, Wording } from './judge-prompt.ts';
import { readJsonAnswer } from './read-json-answer.ts';
import { unparsable } from './unparsable.ts';

const Answer = z.object({ reason: z.string(), relevant: z.boolean() });
/** What servers without schemas write instead. */
const Loose = z.object({
  reason: z.string().default(''),
  relevant: z.union([
    z.boolean(),
    z.literal(0).transform(() => false),
    z.literal(1).transform(() => true),
    z
      .string()
      .trim()
      .toLowerCase()
      .pipe(z.enum(['yes', 'no', 'true', 'false', 'relevant', 'not relevant', 'irrelevant']))
      .transform((word) => word === 'yes' || word === 'true' || word === 'relevant'),
  ]),
});

const systems: Readonly<Record<Wording, string>> = {
  usual:
    'You judge search results. A document is relevant when it answers the query, or states a fact that the query asks for or that settles it. A document on the same topic that does not answer is not relevant.',
  paraphrased:
    'Your task is relevance assessment. Decide whether someone with this information need would find what they need in the passage: only then it is relevant. Sharing a subject, names or words is not enough.',
  'document-first':
    'You judge search results. A document is relevant when it answers the query, or states a fact that the query asks for or that settles it. A document on the same topic that does not answer is not relevant.',
};

const form =
  'Answer with one JSON object: {"reason": one or two sentences that name what in the document decides, "relevant": true or false}.';

/** The usual wording as a template, to be changed. */
export const binaryTemplate = `${systems.usual}\n\n{query}\n\n{document}\n\nIs the document relevant to the query?`;

/** Relevant or not: grade 1 or 0. */
export const binaryPrompt: JudgePrompt = {
  name: 'binary',
  version: 'binary-1',
  perCall: 1,
  needsPositive: false,
  relevantFrom: 1,
  grades: { 0: 'not relevant', 1: 'relevant' },
  maxTokens: 1_024,
  messages: (question, fence, wording = 'usual') =>
    binaryMessages(question, fence, wording, systems[wording]),
  schema: Answer,
  parse: parseBinary,
};

function binaryMessages(
  { query, documents }: Question,
  fence: string,
  wording: Wording,
  system: string,
): readonly Message[] {
  const parts = [fenced('query', query, fence), fenced('document', documents[0] ?? '', fence)];
  return [
    { role: 'system', content: `${system}\n\n${fenceRule(fence)}\n\n${form}` },
    {
      role: 'user',
      content: `${(wording === 'document-first' ? parts.toReversed() : parts).join('\n\n')}\n\nIs the document relevant to the query?`,
    },
  ];
}

/** Reads `relevant` from JSON, else from a line such as `Relevant: no`, else from an answer that is only that word. */
export function parseBinary(answer: string): readonly Verdict[] {
  const json = readJsonAnswer(answer, Loose);
  if (json !== null) return [{ state: 'answered', grade: json.relevant ? 1 : 0, reason: json.reason }];
  const word =
    finalValue(answer, /relevant|relevance|answer|verdict/, /yes|no|true|false/) ??
    /^\W*(yes|no|true|false)\W*$/iu.exec(answer)?.[1]?.toLowerCase();
  if (word === undefined || word === null) return unparsable(answer);
  return [{ state: 'answered', grade: word === 'yes' || word === 'true' ? 1 : 0, reason: answer.trim() }];
}
