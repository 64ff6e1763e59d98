import type { Command } from 'commander';
import { z } from 'zod';
import { dataFormats, type ImportReport } from '../../../shared/domain/import-report.ts';
import { countOf, countText } from '../../../shared/text/count-text.ts';
import { choiceOption, textOption } from '../options/options.ts';
import { nameValues, table } from '../output/table.ts';
import type { RunCommand } from '../session.ts';

const Options = z.object({
  format: z.enum(dataFormats).optional(),
  split: z.string().optional(),
  queryColumn: z.string().optional(),
  positiveColumn: z.string().optional(),
  negativeColumn: z.array(z.string()).optional(),
  labelColumn: z.string().optional(),
  scoreColumn: z.string().optional(),
  strict: z.boolean().default(false),
  replace: z.boolean().default(false),
});

const shownLines = 10;

/** `import WORKSPACE PATH…` */
export function addImportCommand(program: Command, run: RunCommand): void {
  program
    .command('import')
    .description('read a data set into a new workspace')
    .argument('<WORKSPACE>', 'folder to create, used exactly as given (NAME.negscope by habit)')
    .argument('<PATH...>', 'files, or a folder such as a BEIR data set; .gz and .zst are read as they are')
    .addOption(choiceOption('--format <F>', 'what the files are (default: detected)', dataFormats))
    .addOption(textOption('--split <S>', 'take the labels of this split only (default: every split)'))
    .addOption(textOption('--query-column <C>', 'column with the query (default: detected, like the others)'))
    .addOption(textOption('--positive-column <C>', 'column with the positive'))
    .option('--negative-column <C...>', 'columns with negatives')
    .addOption(textOption('--label-column <C>', 'column with the label'))
    .addOption(textOption('--score-column <C>', 'column with the score'))
    .option('--strict', 'stop at the first line that cannot be read')
    .option(
      '--replace',
      'replace an existing workspace and all that is in it; its labels are saved beside it',
    )
    .addHelpText('after', '\nExample:\n  $ negscope import scifact.negscope data/scifact')
    .action((workspace: string, paths: string[], raw: unknown) =>
      run(async (session) => {
        const options = Options.parse(raw);
        const path = session.absolute(workspace);
        const report = await session.call(path, 'dataset.import', {
          workspace: path,
          paths: paths.map(session.absolute),
          ...(options.format === undefined ? {} : { format: options.format }),
          ...(options.split === undefined ? {} : { split: options.split }),
          columns: {
            ...(options.queryColumn === undefined ? {} : { query: options.queryColumn }),
            ...(options.positiveColumn === undefined ? {} : { positive: options.positiveColumn }),
            ...(options.negativeColumn === undefined ? {} : { negative: options.negativeColumn }),
            ...(options.labelColumn === undefined ? {} : { label: options.labelColumn }),
            ...(options.scoreColumn === undefined ? {} : { score: options.scoreColumn }),
          },
          strict: options.strict,
          replace: options.replace,
        });
        return { json: report, text: importText(report, path) };
      }, 'nothing was made: run the same command again to import from the start'),
    );
}

function importText(report: ImportReport, path: string): string {
  const splits = Object.entries(report.splits).map(([split, queries]) => `${split} ${countText(queries)}`);
  const summary = nameValues([
    ['workspace', path],
    ['format', report.format],
    ['read as', report.reason],
    ['documents', countText(report.documents)],
    ['queries', `${countText(report.queries)}${splits.length === 0 ? '' : ` (${splits.join(', ')})`}`],
    ['positives', countText(report.positives)],
    ...report.supplied_runs.map((run) => ['supplied run', run] as const),
    ['refused', countOf(report.refused_total, 'line')],
  ]);
  const merged = Object.entries(report.deduplicated);
  const blocks = [
    summary,
    merged.length === 0
      ? ''
      : table(
          [{ title: 'merged' }, { title: 'times', right: true }],
          merged.map(([kind, times]) => [kind, countText(times)]),
        ),
    report.refused
      .slice(0, shownLines)
      .map(({ file, line, reason }) => `${file}${line === null ? '' : `:${line}`}: ${reason}`)
      .join('\n'),
    report.labels_saved === undefined
      ? ''
      : `${countOf(report.labels_saved.labels, 'label')} of the workspace that was replaced: ${report.labels_saved.path} (labels import --kind said reads them)`,
    report.refused_total > shownLines
      ? `… and ${countText(report.refused_total - shownLines)} more refused lines (--json lists the first 1,000)`
      : '',
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}
