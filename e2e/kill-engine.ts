import type { ElectronApplication } from '@playwright/test';

/** Ends the engine's process as a crash does. */
export async function killEngine(app: ElectronApplication): Promise<void> {
  process.kill(await engineOf(app), 'SIGKILL');
}

/** Stops the engine's process where it is, until the function that it gives is called. Not on Windows. */
export async function holdEngine(app: ElectronApplication): Promise<() => void> {
  const pid = await engineOf(app);
  process.kill(pid, 'SIGSTOP');
  return () => void process.kill(pid, 'SIGCONT');
}

async function engineOf(app: ElectronApplication): Promise<number> {
  const pid = await app.evaluate(
    ({ app: electron }) =>
      electron
        .getAppMetrics()
        .find(({ serviceName, name }) => [serviceName, name].includes('Negscope engine'))?.pid,
  );
  if (pid === undefined) throw new Error('no engine process was found');
  return pid;
}
