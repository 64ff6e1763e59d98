import type { Command } from 'commander';
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import { RelabelRule } from '../../../shared/ipc/relabel-calls.ts';
import { Counts, countsOption } from '../options/counts-option.ts';
import { choiceOption, numberOption, textOption } from '../options/options.ts';
import { wholeNumber } from '../options/parse-number.ts';
import { decisionsText, relabelStateText } from '../output/relabel-text.ts';
import type { Answer, RunCommand, Session } from '../session.ts';
import { readPairs } from './judge-request.ts';

const actions = ['drop', 'keep', 'promote', 'forget'] as const;

const Options = z.object({
  action: z.enum(actions).optional(),
  query: z.string().optional(),
  document: z.string().optional(),
  pairs: z.string().optional(),
  rule: RelabelRule.optional(),
  judge: z.string().optional(),
  run: z.string().optional(),
  counts: Counts,
  preview: z.boolean().default(false),
  undo: z.boolean().default(false),
  redo: z.boolean().default(false),
  limit: z.number().optional(),
});
type Options = z.infer<typeof Options>;

const help = `
Without options: the decisions in force. drop: no negative any more; promote: a positive; keep: a negative whatever rules say; forget takes
a decision away. Decisions are on top of the data: exports honour them and their manifest lists them, a stored run's report and what mine
does stay as they are. A rule is one step, and decisions by hand stay as they are.

With --json: total, drop, keep, promote, undo and redo (what they would move, or null); listed: decisions [{query_id, document_id, action,
  because, at, …}]; by rule: pairs and sentence.

Example:
  $ negscope relabel scifact.negscope --rule judge-and-human --action drop --run perc95 --preview
  $ negscope relabel scifact.negscope --action promote --query 13 --document 1836154`;

/** `relabel WORKSPACE` */
export function addRelabelCommand(program: Command, run: RunCommand): void {
  program
    .command('relabel')
    .description('drop negatives, promote them to positives, or keep them, on top of the data')
    .argument('<WORKSPACE>', 'workspace folder')
    .addOption(choiceOption('--action <A>', 'what to decide', actions))
    .addOption(textOption('--query <ID>', 'of one pair'))
    .addOption(textOption('--document <ID>', 'of one pair'))
    .addOption(textOption('--pairs <FILE>', 'JSON Lines of query_id and document_id'))
    .addOption(choiceOption('--rule <R>', 'pairs that these call false negatives', RelabelRule.options))
    .addOption(textOption('--judge <NAME>', 'whose answers a rule reads (default: the judge with most)'))
    .addOption(textOption('--run <RUN>', 'only pairs that this run selects'))
    .addOption(countsOption())
    .option('--preview', 'only say what a rule would do')
    .option('--undo', 'take the last step back')
    .option('--redo', 'do the last step that was taken back again')
    .addOption(numberOption('--limit <N>', 'decisions to list (default: 100)', wholeNumber(1, 1_000)))
    .addHelpText('after', help)
    .action((workspace: string, raw: unknown) =>
      run((session) => answer(session, session.absolute(workspace), Options.parse(raw))),
    );
}

async function answer(session: Session, workspace: string, options: Options): Promise<Answer> {
  const {
    action,
    query,
    document,
    pairs: file,
    rule,
    judge,
    run,
    counts,
    preview,
    undo,
    redo,
    limit,
  } = options;
  const isOne = query !== undefined || document !== undefined;
  const ways = [isOne, file !== undefined, rule !== undefined, undo, redo].filter(Boolean).length;
  if (ways > 1)
    throw new AppError('wrong-usage', 'one of a pair, --pairs, --rule, --undo or --redo at a time');
  if (rule === undefined && (judge !== undefined || run !== undefined || counts !== undefined || preview)) {
    throw new AppError('wrong-usage', '--judge, --run, --counts and --preview belong to --rule');
  }
  if ((action !== undefined) !== (isOne || file !== undefined || rule !== undefined)) {
    throw new AppError('wrong-usage', '--action goes with the pairs or the rule that it is for');
  }
  if (undo || redo) {
    const state = await session.call(workspace, undo ? 'relabel.undo' : 'relabel.redo', { workspace });
    return { json: state, text: relabelStateText(state) };
  }
  if (rule !== undefined) {
    if (action !== 'drop' && action !== 'promote') {
      throw new AppError('wrong-usage', 'a rule drops or promotes; keep and forget are for single pairs');
    }
    const done = await session.call(workspace, 'relabel.rule', {
      workspace,
      rule,
      action,
      preview,
      ...(judge === undefined ? {} : { judge }),
      ...(run === undefined ? {} : { run }),
      ...(counts === undefined ? {} : { mapping: counts }),
    });
    return { json: done, text: `${done.sentence}\n${relabelStateText(done)}` };
  }
  if (action !== undefined) {
    const named = file === undefined ? [onePair(query, document)] : await readPairs(session, file);
    const state = await session.call(workspace, 'relabel.decide', {
      workspace,
      named: named.map(({ query_id, document_id }) => ({ query_id, document_id })),
      action: action === 'forget' ? null : action,
    });
    return { json: state, text: relabelStateText(state) };
  }
  const listed = await session.call(workspace, 'relabel.list', {
    workspace,
    ...(limit === undefined ? {} : { limit }),
  });
  return { json: listed, text: decisionsText(listed) };
}

function onePair(query: string | undefined, document: string | undefined) {
  if (query === undefined || document === undefined) {
    throw new AppError('wrong-usage', 'a pair is --query ID and --document ID');
  }
  return { query_id: query, document_id: document };
}
