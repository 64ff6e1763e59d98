import type { Command } from 'commander';
import { z } from 'zod';
import { choiceOption, numberOption } from './options/options.ts';
import { wholeNumber } from './options/parse-number.ts';

const devices = ['auto', 'cpu', 'cuda', 'webgpu', 'dml', 'coreml'] as const;

/** Understood before or after any command. */
export const GlobalOptions = z.object({
  json: z.boolean().default(false),
  quiet: z.boolean().default(false),
  threads: z.number().optional(),
  device: z.enum(devices).default('auto'),
});
export type GlobalOptions = z.infer<typeof GlobalOptions>;

/** Gives `program` the options of `GlobalOptions`. */
export function addGlobalOptions(program: Command): Command {
  return program
    .option('--json', 'print exactly one JSON object on standard output')
    .option('--quiet', 'no progress on standard error')
    .addOption(
      numberOption('--threads <N>', 'processor threads (default: the physical cores)', wholeNumber(1, 1024)),
    )
    .addOption(
      choiceOption(
        '--device <D>',
        'where models run; auto takes the fastest that agrees with the CPU',
        devices,
      ),
    );
}
