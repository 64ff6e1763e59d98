import type { ElectronApplication } from '@playwright/test';

/** Ends the engine's process as a crash does. */
export async function killEngine(app: ElectronApplication): Promise<void> {
  const pid = await app.evaluate(
    ({ app: electron }) =>
      electron
        .getAppMetrics()
        .find(({ serviceName, name }) => [serviceName, name].includes('Negscope engine'))?.pid,
  );
  if (pid === undefined) throw new Error('no engine process was found');
  process.kill(pid, 'SIGKILL');
}
