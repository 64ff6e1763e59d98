import type { z } from 'zod';

/** One call to the judge: a query and the documents that it is to judge, one unless the prompt compares several at once. */
export type Question = {
  readonly query: string;
  /** The labelled positive, where the prompt compares with one. */
  readonly positive: string | null;
  readonly documents: readonly string[];
};

export type Message = { readonly role: 'system' | 'user'; readonly content: string };

/** `usual` is what judges; the others ask the same in other words or another order, for the probes. */
export type Wording = 'usual' | 'paraphrased' | 'document-first';

/** What was read out of an answer for one document. */
export type Verdict =
  | { readonly state: 'answered'; readonly grade: number; readonly reason: string }
  | { readonly state: 'unparsable'; readonly reason: string };

/** A way of asking, with the parser of its answers. */
export type JudgePrompt = {
  readonly name: 'binary' | 'umbrela' | 'preference' | 'custom';
  /** Changes with every change of wording, schema or parser: judgements of two versions are two judges'. */
  readonly version: string;
  /** Most documents in one call. */
  readonly perCall: number;
  readonly needsPositive: boolean;
  /** The lowest grade that counts as relevant by default. */
  readonly relevantFrom: number;
  /** What each grade is called. */
  readonly grades: Readonly<Record<string, string>>;
  /** Most tokens of an answer. */
  readonly maxTokens: number;
  /** `fence` is a random word of this call, which no text of the question holds. */
  readonly messages: (question: Question, fence: string, wording?: Wording) => readonly Message[];
  /** What a server with structured output is held to. */
  readonly schema: z.ZodType;
  /** One verdict a document, in their order. */
  readonly parse: (answer: string, documents: number) => readonly Verdict[];
};
