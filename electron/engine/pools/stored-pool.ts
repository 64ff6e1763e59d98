import type { Pool } from '../../../shared/mining/pool.ts';

/** A pool as it lies in the workspace (`candidates/KEY.*.npy`), and what belongs to it. */
export type StoredPool = {
  readonly key: string;
  readonly teacher: { readonly name: string; readonly fingerprint: string };
  readonly split: string;
  readonly pool: Pool;
  /** Documents that never became candidates, by reason (`positive`, `text-of-positive`, `text-of-query`, `duplicate-text`, …). */
  readonly excluded: Readonly<Record<string, number>>;
  /** Time that making it took. */
  readonly seconds: { readonly embed: number; readonly search: number };
};
