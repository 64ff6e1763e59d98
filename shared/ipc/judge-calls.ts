import { z } from 'zod';
import { PromptChoice } from '../judge/prompt-choice.ts';
import { AbsolutePath, call } from './call.ts';
import {
  FoundServer,
  JudgeEstimate,
  JudgeReport,
  probeNames,
  ProbeResult,
  PromptPreview,
  StoredJudge,
  UnfinishedJudging,
} from './judge-answers.ts';
import { Asking, JudgeChoice, JudgeLimits, JudgeTargets } from './judge-request.ts';

const Count = z.int().nonnegative();

/** Answered by the engine: the LLM judge. */
export const judgeCalls = {
  /** Long, with progress; cancelled or killed, the same call goes on from what is stored. */
  'judge.run': call('engine', Asking, JudgeReport),
  'judge.estimate': call(
    'engine',
    Asking.extend({ probeCalls: z.int().positive().max(100).default(20) }),
    JudgeEstimate,
  ),
  'judge.probe': call(
    'engine',
    z.object({
      workspace: AbsolutePath,
      run: z.string(),
      judge: JudgeChoice,
      limits: JudgeLimits.prefault({}),
      probes: z.array(z.enum(probeNames)).default([...probeNames]),
      /** Judged pairs that are asked again for each probe. */
      pairs: z.int().positive().max(2_000).default(50),
      seed: z.int().nonnegative().default(0),
    }),
    z.object({ judge: z.string(), calls: Count, probes: z.array(ProbeResult) }),
  ),
  /** Servers on the loopback address, on the ports that they usually have. */
  'judge.discover': call(
    'engine',
    z.void(),
    z.object({ servers: z.array(FoundServer), hint: z.string().nullable() }),
  ),
  /** The models that an endpoint offers; as an error where it cannot be asked. */
  'judge.models': call(
    'engine',
    z.object({ judge: JudgeChoice.pick({ endpoint: true, apiKey: true }) }),
    z.object({ baseUrl: z.string(), models: z.array(z.string()) }),
  ),
  /** A prompt filled with a real pair of the run: what would be sent. Nothing is. */
  'judge.preview': call(
    'engine',
    z.object({ workspace: AbsolutePath, run: z.string(), prompt: PromptChoice, place: Count.default(0) }),
    PromptPreview,
  ),
  /** Every judge that has judged in this workspace, and what was stopped before its end, the latest first. */
  'judge.list': call(
    'engine',
    z.object({ workspace: AbsolutePath }),
    z.object({ judges: z.array(StoredJudge), unfinished: z.array(UnfinishedJudging) }),
  ),
  /** Nobody means to go on with it. Answers stay. */
  'judge.forget': call(
    'engine',
    z.object({ workspace: AbsolutePath, judge: z.string(), run: z.string(), what: JudgeTargets }),
    z.void(),
  ),
};
