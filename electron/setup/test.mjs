// `npm test`: installs what is missing, then check, unit and engine tests, and the tests in the real Electron.
// Ends with one line: N passed, N failed, N skipped.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { onDisplay } from './display.mjs';
import { prepare } from './prepare.mjs';
import { root, tool } from './project.mjs';
import { run } from './run.mjs';

const results = join(root, '.cache', 'test-results');
const electron = await prepare();
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const totals = { passed: 0, failed: 0, skipped: 0 };

const check = await run(process.execPath, [join(root, 'electron', 'setup', 'check.mjs')], { cwd: root });
add({ passed: check === 0 ? 1 : 0, failed: check === 0 ? 0 : 1, skipped: 0 });

const unitFile = join(results, 'unit.json');
const unit = await run(
  tool('vitest'),
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitFile}`],
  {
    cwd: root,
  },
);
addOrFail(unit, unitFile, (result) => ({
  passed: result.numPassedTests,
  failed: result.numFailedTests + (result.numFailedTests === 0 && !result.success ? 1 : 0),
  skipped: result.numPendingTests + result.numTodoTests,
}));

const windowFile = join(results, 'window.json');
const [command, ...args] = onDisplay([tool('playwright'), 'test', '--reporter=list,json']);
const window = await run(command, args, {
  cwd: root,
  env: { ...process.env, NEGSCOPE_ELECTRON: electron.path, PLAYWRIGHT_JSON_OUTPUT_FILE: windowFile },
});
addOrFail(window, windowFile, ({ stats, errors }) => ({
  passed: stats.expected + stats.flaky,
  failed: stats.unexpected + errors.length,
  skipped: stats.skipped,
}));

process.stdout.write(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped\n`);
process.exit(totals.failed === 0 ? 0 : 1);

/** @param {typeof totals} counts */
function add(counts) {
  totals.passed += counts.passed;
  totals.failed += counts.failed;
  totals.skipped += counts.skipped;
}

/**
 * A runner that ends badly without a failed test (it crashed, or found none) still counts as one failure.
 * @param {number} code
 * @param {string} file
 * @param {(result: any) => typeof totals} read
 */
function addOrFail(code, file, read) {
  const counts = existsSync(file)
    ? read(JSON.parse(readFileSync(file, 'utf8')))
    : { passed: 0, failed: 0, skipped: 0 };
  add(code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts);
}
