import type { AnswerState } from '../../../shared/judge/answer-state.ts';

/** One judgement on its way into the table `judgements`; see there for what the columns mean. */
export type JudgementRow = {
  readonly query: number;
  readonly document: number;
  readonly cache_key: string;
  readonly positive: number | null;
  readonly state: AnswerState;
  readonly grade: number | null;
  readonly relevant: boolean | null;
  readonly reason: string;
  readonly call: string;
  readonly place: number;
  readonly together: number;
  readonly tokens_in: number | null;
  readonly tokens_out: number | null;
  readonly seconds: number;
  readonly tries: number;
  /** Null: picked by hand. */
  readonly probability: number | null;
  readonly wave: number | null;
};

/** Whose judgements they are. */
export type Judge = {
  /** `MODEL PROMPT-VERSION` */
  readonly name: string;
  readonly model: string;
  readonly endpoint: string;
  readonly prompt: string;
};
