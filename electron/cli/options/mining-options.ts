import type { Command } from 'commander';
import { z } from 'zod';
import { Anchor, Selection } from '../../../shared/domain/mining-settings.ts';
import { choiceOption, numberOption, textOption } from './options.ts';
import { oneMinusDecimal } from './one-minus-decimal.ts';
import { decimalWithin, parseDecimal, wholeNumber } from './parse-number.ts';

export const methods = ['naive', 'shifted', 'abs', 'margin-pos', 'perc-pos'] as const;

/** The rules and the selection of `mine` as typed; absent is not given. `relativeMargin` is already turned into its `perc`. */
export const MiningOptions = z.object({
  method: z.enum(methods).optional(),
  shift: z.number().optional(),
  rangeMax: z.number().optional(),
  maxScore: z.number().optional(),
  absoluteMargin: z.number().optional(),
  perc: z.number().optional(),
  relativeMargin: z.number().optional(),
  minScore: z.number().optional(),
  nearDuplicate: z.number().optional(),
  anchor: Anchor.optional(),
  poolSize: z.number().optional(),
  numNegatives: z.number().optional(),
  select: Selection.optional(),
  fromTop: z.number().optional(),
  temperature: z.number().optional(),
  seed: z.number().optional(),
  setting: z.string().optional(),
});
export type MiningOptions = z.infer<typeof MiningOptions>;

/** Gives `command` the options of `MiningOptions`. */
export function addMiningOptions(command: Command): Command {
  return command
    .optionsGroup('Rules (they combine; each candidate is told every rule it failed):')
    .addOption(choiceOption('--method <M>', "one of the paper's methods, with its parameter below", methods))
    .addOption(numberOption('--shift <N>', 'shifted: drop ranks 1 to N', wholeNumber(0)))
    .addOption(numberOption('--max-score <C>', 'abs: drop scores of C and above'))
    .addOption(numberOption('--absolute-margin <M>', 'margin-pos: drop scores of anchor − M and above'))
    .addOption(numberOption('--perc <P>', 'perc-pos: 0.95 keeps what is below 95 % of the anchor'))
    .addOption(
      numberOption('--relative-margin <R>', 'the same rule as --perc with P = 1 − R', (text) => {
        parseDecimal(text);
        return oneMinusDecimal(text);
      }),
    )
    .addOption(numberOption('--min-score <C>', 'drop scores below C'))
    .addOption(numberOption('--range-max <N>', 'drop ranks above N', wholeNumber(1)))
    .addOption(
      numberOption(
        '--near-duplicate <C>',
        'drop what has a cosine of C or more to a positive',
        decimalWithin(-1, 1),
      ),
    )
    .addOption(
      choiceOption('--anchor <A>', 'the positive score rules compare with (default: min)', Anchor.options),
    )
    .addOption(
      numberOption('--pool-size <K>', 'candidates of each query (default: 100)', wholeNumber(1, 1_000_000)),
    )
    .addOption(
      textOption(
        '--setting <NAME>',
        'a named setting of the workspace, or a text like perc=0.95,num-negatives=8; options beside it replace its parts',
      ),
    )
    .optionsGroup('Selection:')
    .addOption(numberOption('--num-negatives <N>', 'negatives of each query (default: 4)', wholeNumber(1)))
    .addOption(
      choiceOption('--select <S>', 'how they are chosen among the kept (default: top)', Selection.options),
    )
    .addOption(
      numberOption(
        '--from-top <K>',
        'sampling draws from the best K of the kept (default: 10)',
        wholeNumber(1),
      ),
    )
    .addOption(
      numberOption(
        '--temperature <T>',
        'of the softmax, in units of the score (default: 0.02)',
        decimalWithin(0, Infinity, true),
      ),
    )
    .addOption(numberOption('--seed <S>', 'of every draw (default: 0)', wholeNumber(0)));
}
