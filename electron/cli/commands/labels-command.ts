import { extname } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { labelDesigns, labelGivers } from '../../../shared/domain/label-origin.ts';
import { countOf, countText } from '../../../shared/text/count-text.ts';
import { choiceOption, numberOption, textOption } from '../options/options.ts';
import type { RunCommand } from '../session.ts';

const formats = ['jsonl', 'csv', 'trec'] as const;

const importKinds = [...labelGivers, 'said'] as const;

const formatsByEnding: Readonly<Record<string, (typeof formats)[number]>> = {
  '.csv': 'csv',
  '.qrels': 'trec',
  '.trec': 'trec',
};

const ImportOptions = z.object({
  by: z.string(),
  kind: z.enum(importKinds),
  relevantFrom: z.number().optional(),
  design: z.enum(labelDesigns).optional(),
  run: z.string().optional(),
});
const ExportOptions = z.object({
  out: z.string(),
  format: z.enum(formats).optional(),
  replace: z.boolean().default(false),
  kind: z.enum(labelGivers).optional(),
  by: z.string().optional(),
  ungraded: z.boolean().default(false),
});

/** `labels import|export`. */
export function addLabelsCommand(program: Command, run: RunCommand): void {
  const labels = program
    .command('labels')
    .description('labels made elsewhere')
    .addHelpText(
      'after',
      '\nExample:\n  $ negscope labels import scifact.negscope labels.jsonl --by anna --kind human',
    );
  addImport(labels, run);
  addExport(labels, run);
}

function addImport(labels: Command, run: RunCommand): void {
  labels
    .command('import')
    .description('read labels: JSON Lines, CSV, or TREC qrels')
    .argument('<WORKSPACE>', 'workspace folder')
    .argument('<PATH>', 'file with query_id, document_id, grade, and perhaps probability and annotator')
    .addOption(
      textOption('--by <NAME>', 'who gave them, where a line names no annotator').makeOptionMandatory(),
    )
    .addOption(
      choiceOption(
        '--kind <K>',
        'what gave them; said: as each line of an export says',
        importKinds,
      ).makeOptionMandatory(),
    )
    .addOption(
      numberOption(
        '--relevant-from <G>',
        'the lowest grade that is relevant (default: 1; of an export, as each line says)',
      ),
    )
    .addOption(
      choiceOption(
        '--design <D>',
        'how the labelled pairs were chosen (default: unknown; of an export, as each line says)',
        labelDesigns,
      ),
    )
    .addOption(
      textOption(
        '--run <NAME>',
        'the run of whose negatives they are a census or sample: they count for its rates only (default: for every run that they can have been drawn from)',
      ),
    )
    .addHelpText(
      'after',
      `
Designs: census (every pair of the run was labelled), srs (a simple random sample of the run's selected), probability (each line has
  its pair's probability of being in the sample, of all that was drawn: of several samples drawn on their own 1 − ∏ (1 − π)), unknown
  (left out of corrected rates).
Lines that "labels export" wrote say all of it themselves: with --kind said they are taken as they are, else those of the other kind are
  refused. What an adjudicator decided settles its pair.

Example:
  $ negscope labels import scifact.negscope labels.jsonl --by anna --kind human --design srs --run a
  $ negscope labels import scifact.negscope exported.jsonl --by me --kind said`,
    )
    .action((workspace: string, file: string, raw: unknown) =>
      run(async (session) => {
        const { by, kind, relevantFrom, design, run: ofRun } = ImportOptions.parse(raw);
        const path = session.absolute(workspace);
        const result = await session.call(path, 'labels.import', {
          workspace: path,
          path: session.absolute(file),
          by,
          ...(kind === 'said' ? {} : { kind }),
          ...(relevantFrom === undefined ? {} : { relevantFrom }),
          ...(design === undefined ? {} : { design }),
          ...(ofRun === undefined ? {} : { run: ofRun }),
        });
        const refused = result.refused
          .slice(0, 10)
          .map((one) => `${one.file}:${one.line ?? ''}: ${one.reason}`);
        return {
          json: result,
          text: [
            `Read ${countOf(result.labels, 'label')}, ${countText(result.relevant)} of them relevant; refused ${countOf(result.refused_total, 'line')}.`,
            ...refused,
          ].join('\n'),
        };
      }, 'no label was taken in: run the same command again to read the file from the start'),
    );
}

function addExport(labels: Command, run: RunCommand): void {
  labels
    .command('export')
    .description('write every label of a workspace')
    .argument('<WORKSPACE>', 'workspace folder')
    .addOption(textOption('--out <PATH>', 'file to write').makeOptionMandatory())
    .addOption(
      choiceOption(
        '--format <F>',
        'default: csv for a .csv file, trec for .qrels and .trec, else jsonl',
        formats,
      ),
    )
    .addOption(choiceOption('--kind <K>', 'only what these gave (default: all)', labelGivers))
    .addOption(textOption('--by <NAME>', 'only what this annotator or judge gave'))
    .option(
      '--ungraded',
      "also labels that are no grade (can't tell, wrong positive, ambiguous query); not in TREC qrels",
    )
    .option('--replace', 'replace an existing file')
    .addHelpText(
      'after',
      `
Each line says who gave the label (kind human, adjudication or judge), whether it is relevant, and the design by which it counts; in JSON Lines
  and CSV also the word that was said, note or reason, evidence, whether it was blind, when, and how long it took. Imported, all of it comes back.

Example:
  $ negscope labels export scifact.negscope --out labels.jsonl
  $ negscope labels export scifact.negscope --kind human --format trec --out people.qrels`,
    )
    .action((workspace: string, raw: unknown) =>
      run(async (session) => {
        const { out, replace, kind, by, ungraded, ...asked } = ExportOptions.parse(raw);
        const format = asked.format ?? formatsByEnding[extname(out).toLowerCase()] ?? 'jsonl';
        const path = session.absolute(workspace);
        const result = await session.call(path, 'labels.export', {
          workspace: path,
          out: session.absolute(out),
          format,
          replace,
          withUngraded: ungraded,
          ...(kind === undefined ? {} : { kind }),
          ...(by === undefined ? {} : { by }),
        });
        return {
          json: result,
          text: `Wrote ${countOf(result.lines, 'line')} to ${result.path}${(result.ungraded ?? 0) > 0 ? `; left out ${countOf(result.ungraded ?? 0, 'label')} without a grade (can't tell, wrong positive, ambiguous query)${format === 'trec' ? '' : ': --ungraded writes them'}` : ''}`,
        };
      }, 'nothing was written, and what was at PATH is as it was: run the same command again'),
    );
}
