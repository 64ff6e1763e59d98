import { expect, it } from 'vitest';
import { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import { createClient } from '../../../shared/ipc/client.ts';
import { createMemoryApp } from '../testing/memory-app.ts';
import { inventWorld } from '../testing/world.ts';
import { createSavedSettingsStore } from './saved-settings.ts';
import { createWorkspaceStore } from './workspace.ts';

it('gives a named setting back that was replaced or removed, also by another window', async () => {
  const path = '/home/ada/test.negscope';
  const api = createClient(createMemoryApp({ world: inventWorld(3), workspaces: [path] }).port);
  const workspace = createWorkspaceStore(api);
  await workspace.getState().open(path);
  const [one, two] = [0, 1].map(() => createSavedSettingsStore(api, workspace));
  const [low, high] = [0.5, 0.9].map((perc) => MiningSettings.parse({ perc }));
  if (!one || !two || !low || !high) throw new Error('there are two of each');

  await one.getState().save('mine', low);
  await one.getState().save('mine', low);
  expect(one.getState().lost).toBeNull();
  // The second window never listed the names.
  await two.getState().save('mine', high);
  expect(two.getState()).toMatchObject({
    settings: [{ name: 'mine', settings: high }],
    lost: { name: 'mine', settings: low },
  });
  await one.getState().load();
  await one.getState().remove('mine');
  await one.getState().load();
  expect(one.getState()).toMatchObject({ settings: [], lost: { name: 'mine', settings: high } });
  await one.getState().save('mine', high);
  expect(one.getState()).toMatchObject({ settings: [{ name: 'mine', settings: high }], lost: null });

  await one.getState().remove('mine');
  workspace.setState({ path: '/home/ada/other.negscope' });
  await one.getState().load();
  expect(one.getState().lost).toBeNull();
});
