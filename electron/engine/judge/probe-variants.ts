import type { ProbeResult } from '../../../shared/ipc/judge-answers.ts';
import type { JudgePrompt, Question, Wording } from '../../../shared/judge/judge-prompt.ts';
import { injected, lengthened } from '../../../shared/judge/probe-texts.ts';

type ProbeName = ProbeResult['probe'];
type Judged = { readonly grade: number; readonly relevant: boolean };

/** One more question to the judge, and which of its answers say that it is not steady. */
export type ProbeVariant = {
  readonly question: Question;
  readonly wording: Wording;
  /** For each document of the question: the place of the pair among the judged ones, or −1 where its answer does not matter. */
  readonly of: readonly number[];
  /** Whether a new grade for the pair speaks against the judge. */
  readonly isChanged: (before: Judged, grade: number) => boolean;
};

/** Why a probe says nothing of a prompt. */
export const noProbe: Readonly<Record<ProbeName, string>> = {
  'self-consistency': 'No pair was answered again.',
  'swapped-order': 'This prompt judges each document on its own, so there is no order of two to swap.',
  'document-length': 'No lengthened document was answered.',
  position: "This prompt's order is its author's own, or no pair was answered.",
  paraphrase: 'This prompt has no second wording, or no pair was answered.',
  injection: 'No judged document was called not relevant, so none could show that the judge obeys.',
};

/** The questions by which a probe tests one judged call; `turn` varies what is planted. */
export function probeVariants(
  probe: ProbeName,
  prompt: JudgePrompt,
  question: Question,
  judged: readonly Judged[],
  turn: number,
): readonly ProbeVariant[] {
  const all = question.documents.map((_, i) => i);
  const flips = (before: Judged, grade: number): boolean => grade >= prompt.relevantFrom !== before.relevant;
  const same = { question, wording: 'usual', of: all, isChanged: flips } as const;
  switch (probe) {
    case 'self-consistency':
      return [same];
    case 'paraphrase':
      return prompt.name === 'custom' ? [] : [{ ...same, wording: 'paraphrased' }];
    case 'position':
      if (prompt.name === 'custom') return [];
      if (prompt.perCall === 1) return [{ ...same, wording: 'document-first' }];
      return [
        {
          ...same,
          wording: 'document-first',
          question: { ...question, documents: question.documents.toReversed() },
          of: all.toReversed(),
        },
      ];
    case 'document-length':
      return [{ ...same, question: { ...question, documents: question.documents.map(lengthened) } }];
    case 'swapped-order':
      if (prompt.name !== 'preference' || question.positive === null) return [];
      return question.documents.map((document, i) => ({
        question: { query: question.query, positive: document, documents: [question.positive ?? ''] },
        wording: 'usual',
        of: [i],
        // Better becomes worse, as good stays.
        isChanged: (before, grade) => grade !== 2 - before.grade,
      }));
    case 'injection': {
      const target = judged.findIndex(({ relevant }) => !relevant);
      if (target < 0) return [];
      const documents = question.documents.map((text, i) => (i === target ? injected(text, turn) : text));
      return [{ ...same, question: { ...question, documents }, of: all.map((i) => (i === target ? i : -1)) }];
    }
  }
}
