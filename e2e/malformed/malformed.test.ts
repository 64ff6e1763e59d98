import { readdirSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { importBench, type ImportBench } from '../../electron/engine/import/testing/import-files.ts';
import type { ImportReport } from '../../shared/domain/import-report.ts';
import { AppError, errorCodes } from '../../shared/errors.ts';
import { ColumnChoice } from '../../shared/ipc/data-calls.ts';

const cases = join(import.meta.dirname, 'cases');

const Answer = z.strictObject({
  what: z.string(),
  request: z
    .strictObject({
      paths: z.array(z.string()),
      split: z.string(),
      strict: z.boolean(),
      columns: ColumnChoice,
    })
    .partial()
    .optional(),
  /** The message must contain this. */
  error: z.strictObject({ code: z.enum(errorCodes), message: z.string() }).optional(),
  /** Fields of the report; reasons must contain what is said here. */
  report: z
    .looseObject({
      refused: z.array(z.strictObject({ file: z.string(), line: z.int(), reason: z.string() })),
    })
    .optional(),
});

let bench: ImportBench;
beforeEach(async () => {
  bench = await importBench();
});
afterEach(() => bench.remove());

const names = readdirSync(cases).toSorted();

it('are fifty cases and more, all described', () => {
  expect(names.length).toBeGreaterThanOrEqual(50);
  const readme = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8').replaceAll(/ +/gu, ' ');
  for (const name of names) expect(readme).toContain(`| ${name} | ${answerOf(name).what} |`);
});

const refusedWhole = names.filter((name) => answerOf(name).error !== undefined);

it.each(refusedWhole)('%s fails and leaves nothing', async (name) => {
  const { code, message } = answerOf(name).error ?? { code: 'failed', message: '' };
  const thrown = await importCase(name).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(AppError);
  expect(thrown).toMatchObject({ code, message: expect.stringContaining(message) });
  expect(thrown).toMatchObject({ message: expect.not.stringContaining('\n') });
  expect(await readdir(bench.folder)).toEqual([]);
});

it.each(names.filter((name) => !refusedWhole.includes(name)))('%s is reported', async (name) => {
  const { report } = answerOf(name);
  const refused = report?.refused.map((line) => ({ ...line, reason: expect.stringContaining(line.reason) }));
  expect(await importCase(name)).toMatchObject({ ...report, refused });
});

function importCase(name: string): Promise<ImportReport> {
  const { paths = ['data'], split, strict = false, columns = {} } = answerOf(name).request ?? {};
  return bench.import(
    paths.map((path) => join(cases, name, path)),
    { split, strict, columns },
  );
}

function answerOf(name: string): z.output<typeof Answer> {
  return Answer.parse(JSON.parse(readFileSync(join(cases, name, 'answer.json'), 'utf8')));
}
