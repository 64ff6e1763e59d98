import type { Command } from 'commander';
import { Pooling, Similarity } from '../../../shared/domain/teacher.ts';
import { choiceOption, numberOption, textOption } from './options.ts';
import { decimalWithin, wholeNumber } from './parse-number.ts';

/** Gives `command` the options of `TeacherOptions`. */
export function addTeacherOptions(command: Command): Command {
  return command
    .addOption(textOption('--query-prompt <T>', 'text before every query'))
    .addOption(textOption('--document-prompt <T>', 'text before every document'))
    .addOption(choiceOption('--pooling <P>', 'how token vectors become one', Pooling.options))
    .addOption(numberOption('--max-tokens <N>', 'longer texts are cut', wholeNumber(1)))
    .addOption(choiceOption('--similarity <S>', "default: the folder's, else cosine", Similarity.options))
    .addOption(textOption('--onnx-file <FILE>', 'which .onnx file of the folder'))
    .addOption(textOption('--language <CODE>', 'bm25: ISO 639-3 code, or none for no stemming'))
    .addOption(numberOption('--k1 <N>', 'bm25: saturation of a term', decimalWithin(0, Infinity)))
    .addOption(numberOption('--b <N>', 'bm25: weight of the length', decimalWithin(0, 1)))
    .addOption(textOption('--api-key-env <VAR>', 'endpoint: environment variable that holds the key'));
}
