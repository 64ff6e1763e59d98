import { Command } from 'commander';
import { addAgreementCommand } from './commands/agreement-command.ts';
import { addDoctorCommand } from './commands/doctor-command.ts';
import { addEmbedCommand } from './commands/embed-command.ts';
import { addEvaluateCommand } from './commands/evaluate-command.ts';
import { addExportCommand } from './commands/export-command.ts';
import { addImportCommand } from './commands/import-command.ts';
import { addJudgeCommand } from './commands/judge-command.ts';
import { addLabelsCommand } from './commands/labels-command.ts';
import { addMineCommand } from './commands/mine-command.ts';
import { addOpenCommand } from './commands/open-command.ts';
import { addRatesCommand } from './commands/rates-command.ts';
import { addRelabelCommand } from './commands/relabel-command.ts';
import { addReportCommand } from './commands/report-command.ts';
import { addRunsCommand } from './commands/runs-command.ts';
import { addTeacherCommand } from './commands/teacher-command.ts';
import { addGlobalOptions } from './global-options.ts';
import { refuseEmpty } from './refuse-empty.ts';
import type { RunCommand } from './session.ts';

const example = `
Example:
  $ negscope import scifact.negscope data/scifact
  $ negscope teacher add scifact.negscope minilm bundled
  $ negscope mine scifact.negscope --teacher minilm --run perc95 --method perc-pos --perc 0.95
  $ negscope export scifact.negscope --run perc95 --format st-triplet --out train.jsonl

Exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted (the same command resumes; import starts anew).`;

/** Where help and the version go; commander's own error texts are not printed, the errors are thrown. */
export type ProgramOutput = { readonly version: string; readonly write: (text: string) => void };

/** The whole command line. Wrong usage throws commander's errors. */
export function createProgram(run: RunCommand, output: ProgramOutput): Command {
  const program = new Command('negscope');
  program
    .description(
      'Mine hard negatives, see what a threshold drops, starves and lets through, export what you trust.',
    )
    .version(output.version, '--version', 'print the version')
    .exitOverride()
    .configureOutput({ writeOut: output.write, writeErr: () => {}, outputError: () => {} })
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', example);
  addGlobalOptions(program);
  refuseEmpty(program);
  addImportCommand(program, run);
  addTeacherCommand(program, run);
  addEmbedCommand(program, run);
  addMineCommand(program, run);
  addReportCommand(program, run);
  addEvaluateCommand(program, run);
  addExportCommand(program, run);
  addLabelsCommand(program, run);
  addJudgeCommand(program, run);
  addRatesCommand(program, run);
  addAgreementCommand(program, run);
  addRelabelCommand(program, run);
  addRunsCommand(program, run);
  addOpenCommand(program, run);
  addDoctorCommand(program, run);
  return program;
}
