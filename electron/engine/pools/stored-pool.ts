import type { ShortPools } from '../../../shared/domain/report.ts';
import type { Pool } from '../../../shared/mining/pool.ts';

/** A pool as it lies in the workspace (`candidates/KEY.*.npy`), and what belongs to it. */
export type StoredPool = {
  readonly key: string;
  readonly teacher: { readonly name: string; readonly fingerprint: string };
  readonly split: string;
  readonly pool: Pool;
  /** Documents that never became candidates, by reason (`positive`, `text-of-positive`, `text-of-query`, `duplicate-text`, …). */
  readonly excluded: Readonly<Record<string, number>>;
  /** None where the candidates came with the data: there is no size that such a pool ought to have. */
  readonly shortPools: ShortPools;
  /** Time that making it took. */
  readonly seconds: { readonly embed: number; readonly search: number };
};
