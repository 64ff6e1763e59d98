import { chromium } from '@playwright/test';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { onDisplay, sandboxArguments } from '../setup/display.mjs';
import { root } from '../setup/project.mjs';
import { outputOf } from '../setup/run.mjs';

/**
 * Uses a packaged app as a person would: a sample mined with the bundled teacher on its command line, and its window opened.
 * Throws what went wrong. `program` is its executable file.
 * @param {string} program
 */
export async function tryPackage(program) {
  const folder = mkdtempSync(join(tmpdir(), 'negscope-package-'));
  try {
    await tryCommands(program, join(folder, 'sample.negscope'));
    await tryWindow(program, join(folder, 'profile'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  process.stdout.write(`tried: ${program}\n`);
}

/** @param {string} program @param {string} workspace */
async function tryCommands(program, workspace) {
  const command = async (/** @type {readonly string[]} */ ...args) => {
    const text = await outputOf(program, [...sandboxArguments(), ...args, '--json', '--quiet']);
    if (text === null) throw new Error(`${program} ${args[0]} failed`);
    return JSON.parse(text);
  };
  const { documents } = await command('import', workspace, join(root, 'resources', 'sample'));
  await command('teacher', 'add', workspace, 'mini', 'bundled');
  const { selected } = await command('mine', workspace, '--teacher', 'mini', '--run', 'a', '--perc', '0.95');
  if (documents < 1000 || !(selected > 1000)) {
    throw new Error(`${program} mined ${selected} negatives from ${documents} documents of the sample`);
  }
}

/** @param {string} program @param {string} profile */
async function tryWindow(program, profile) {
  const [first, ...rest] = onDisplay([
    program,
    ...sandboxArguments(),
    `--user-data-dir=${profile}`,
    '--remote-debugging-port=0',
  ]);
  const app = spawn(first, rest, { stdio: 'ignore', detached: process.platform !== 'win32' });
  try {
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${await debuggingPort(profile)}`);
    const page = browser.contexts()[0]?.pages()[0];
    if (page === undefined) throw new Error(`${program} opened no window`);
    await page.getByRole('button', { name: /Open the sample/ }).waitFor({ timeout: 30_000 });
    await browser.close();
  } finally {
    if (app.pid !== undefined && process.platform !== 'win32') process.kill(-app.pid);
    else app.kill();
  }
}

/** @param {string} profile */
async function debuggingPort(profile) {
  const file = join(profile, 'DevToolsActivePort');
  for (let tries = 0; tries < 300; tries++) {
    if (existsSync(file)) {
      const [port = ''] = readFileSync(file, 'utf8').split('\n');
      if (port !== '') return port;
    }
    await pause(100);
  }
  throw new Error('the window did not start within 30 seconds');
}
