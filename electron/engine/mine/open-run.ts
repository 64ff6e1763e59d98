import type { RunReport } from '../../../shared/domain/report.ts';
import type { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import type { DecidedPool } from '../../../shared/mining/decide-pool.ts';
import type { StoredPool } from '../pools/stored-pool.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** A stored run with everything that was decided: what exports, views and judges read. */
export type OpenedRun = {
  readonly name: string;
  /** Null for negatives that came with the data and were never scored. */
  readonly teacher: { readonly name: string; readonly fingerprint: string } | null;
  readonly split: string;
  readonly settings: MiningSettings;
  readonly report: RunReport;
  /** Versions of what made it. */
  readonly versions: Readonly<Record<string, string>>;
  /** The negatives came with the data. */
  readonly supplied: boolean;
  readonly storedPool: StoredPool;
  /** Failed rules, thresholds and anchors of every candidate, and the negatives as they were stored. */
  readonly decided: DecidedPool;
};

/** Reads a run back. Throws `not-found` for a name that no run has. */
export async function openRun(workspace: Workspace, runName: string): Promise<OpenedRun> {
  throw new Error(`not written yet: ${workspace.path} ${runName}`);
}
