import { spawnSync } from 'node:child_process';

const headless = '--ozone-platform=headless';

/**
 * On a Linux machine without a display Chromium ends before a command could run, unless it is told so at its start: then this process
 * becomes the parent of one that was. Returns its exit code, or null where there is nothing to do.
 */
export function runHeadless(
  argv: readonly string[],
  environment: Readonly<NodeJS.ProcessEnv>,
): number | null {
  const hasDisplay = Boolean(environment['DISPLAY'] ?? environment['WAYLAND_DISPLAY']);
  if (process.platform !== 'linux' || hasDisplay || argv.includes(headless)) return null;
  // Its complaints about a missing desktop would stand between the command's own lines.
  const child = spawnSync(process.execPath, [headless, '--log-level=3', ...argv.slice(1)], {
    stdio: 'inherit',
  });
  return child.status ?? 1;
}
