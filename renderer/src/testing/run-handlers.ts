import type { RunReport } from '../../../shared/domain/report.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Handlers } from '../../../shared/ipc/contract.ts';
import type { runCalls } from '../../../shared/ipc/run-calls.ts';
import type { MemoryDecider } from './memory-decider.ts';

/** Stored runs in memory, decided by the real rules; nothing is written. */
export function memoryRuns(decider: MemoryDecider) {
  const runs = new Map<string, RunReport>();
  const handlers: Handlers<keyof typeof runCalls, AbortSignal> = {
    async 'run.mine'({ teacher = '', run, split = 'train', settings, replace }) {
      if (runs.has(run) && !replace)
        throw new AppError('already-exists', `a run called ${run} is there already`);
      decider.prepare(split, settings.poolSize);
      const full: RunReport = {
        ...decider.report({ split, settings }),
        run,
        split,
        settings,
        teacher: { name: teacher, fingerprint: '9f2c41d0a7' },
        seconds: { embed: 0, search: 0.12, decide: 0.01 },
      };
      runs.set(run, full);
      return full;
    },
    async 'run.report'({ run }) {
      const report = runs.get(run);
      if (!report) throw new AppError('not-found', `no run called ${run}`);
      return report;
    },
    'run.remove': async ({ run }) => void runs.delete(run),
    'run.export': async ({ out }) => ({
      path: out,
      manifest: `${out}.manifest.json`,
      lines: 809,
      sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      left_out: { starved: 12 },
    }),
  };
  return { runs, handlers };
}
