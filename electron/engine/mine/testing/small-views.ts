import { MiningSettings } from '../../../../shared/domain/mining-settings.ts';
import type { View } from '../../../../shared/ipc/view-calls.ts';
import type { MiningReport } from '../../../../shared/domain/report.ts';
import { miningReport } from '../../../../shared/mining/mining-report.ts';
import type { Engine } from '../../engine.ts';
import { createDecidedViews } from '../decided-views.ts';
import { quietTask, smallWorkspace, temporaryEngine } from './small-workspace.ts';

export type SmallViews = {
  readonly engine: Engine;
  /** The path of the small workspace. */
  readonly workspace: string;
  /** What is seen of its split `train` with the teacher `r` and a pool of 8, under a setting. */
  readonly viewOf: (values?: Partial<MiningSettings>) => View;
  /** What `negscope report` would say of a run with this setting. */
  readonly reportOf: (view: View) => Promise<MiningReport>;
  readonly remove: () => Promise<void>;
};

/** An engine with the small workspace in a folder of its own, to look at. */
export async function smallViews(): Promise<SmallViews> {
  const { engine, path: workspace, remove } = await temporaryEngine();
  await smallWorkspace(engine, workspace);
  const views = createDecidedViews(engine);
  return {
    engine,
    workspace,
    viewOf: (values = {}) => ({
      workspace,
      teacher: 'r',
      split: 'train',
      settings: MiningSettings.parse({ poolSize: 8, ...values }),
    }),
    async reportOf(view) {
      const { decision, storedPool } = await views.decided(view, quietTask);
      return miningReport(await decision.ofAll(quietTask), storedPool);
    },
    remove,
  };
}
