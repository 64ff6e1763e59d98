import { hasDisplay } from './system-libraries.mjs';

/**
 * The same command, on a virtual display where there is no other.
 * @param {readonly string[]} command
 * @returns {readonly [string, ...string[]]}
 */
export function onDisplay(command) {
  const [first = '', ...rest] = command;
  return hasDisplay()
    ? [first, ...rest]
    : ['xvfb-run', '--auto-servernum', '--server-args=-screen 0 1600x1000x24', first, ...rest];
}

/** Chromium refuses its sandbox to root; said once, because it weakens what protects the person. */
export function sandboxArguments() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return [];
  process.stdout.write(
    "Running as root: Chromium's operating-system sandbox is off. Use an ordinary user for real work.\n",
  );
  return ['--no-sandbox'];
}
