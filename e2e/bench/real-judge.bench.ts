import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { notShown } from '../../electron/engine/agreement/agreement-sentences.ts';
import { silentLogger } from '../../electron/engine/log.ts';
import { createWorkspaces } from '../../electron/engine/workspace/create-workspaces.ts';
import { sharedFile, skippedWithout } from '../../electron/testing/shared-material.ts';
import type { AgreementEstimate } from '../../shared/agreement/agreement-estimate.ts';
import { tableOfPairs } from '../../shared/agreement/confusion-table.ts';
import { diagnosticsOf } from '../../shared/agreement/diagnostics.ts';
import { agreementOfTable } from '../../shared/agreement/table-agreement.ts';
import { startCli } from '../cli/run-cli.ts';
import { sampleTruth } from '../sample-truth.ts';
import { judgeInWindow, type JudgeInWindow } from './judge-in-window.ts';
import { startLanguageModel } from './language-model-server.ts';

// `npm run bench -- real-judge`: a real, tiny language model behind a server that nobody here wrote judges REAL_JUDGE_PAIRS (60) negatives
// of the sample in the real window, with the binary prompt: the agreement screen must say of it what the sample's known truth says. Then as many
// by the command line, with UMBRELA's. JUDGE_ENDPOINT names a server that runs already.

const cli = resolve(import.meta.dirname, '../../dist/main/negscope.js');
const pairs = process.env['REAL_JUDGE_PAIRS'] ?? '60';
const given = process.env['JUDGE_ENDPOINT'];
const script = sharedFile('tools', 'llm-server.sh');

const Row = z.object({
  query: z.string(),
  document: z.string(),
  state: z.string(),
  relevant: z.boolean().nullable(),
});

if (given === undefined && script === null) {
  process.stdout.write(`${skippedWithout('tools', 'llm-server.sh')}\n`);
} else {
  const server =
    given === undefined ? await startLanguageModel(script ?? '') : { endpoint: given, close: () => {} };
  try {
    await measure(server.endpoint);
  } finally {
    server.close();
  }
}

async function measure(endpoint: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'negscope-real-judge-'));
  const run = async (...args: readonly string[]): Promise<string> => {
    const { code, out, err } = await startCli(cli, [...args, '--quiet'], { folder }).result;
    if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${err}`);
    return out;
  };
  const workspace = join(folder, 'sample.negscope');
  try {
    const models = z
      .object({ data: z.array(z.object({ id: z.string() })).min(1) })
      .parse(await (await fetch(`${endpoint}/models`)).json());
    const model = models.data[0]?.id ?? '';
    await run('import', workspace, resolve(import.meta.dirname, '../../resources/sample'));
    await run('teacher', 'add', workspace, 'words', 'bm25');
    await run('mine', workspace, '--teacher', 'words', '--run', 'a', '--method', 'naive');
    const told = await judgeInWindow({ folder, workspace, endpoint, model, pairs });
    mustSay(told, await compare(folder, workspace, 'binary'));
    const said = await run(
      'judge',
      workspace,
      '--run',
      'a',
      '--endpoint',
      endpoint,
      '--model',
      model,
      '--prompt',
      'umbrela',
      '--limit',
      pairs,
      '--concurrency',
      '2',
      '--tries',
      '2',
      '--timeout',
      '300',
    );
    process.stdout.write(`\n${said}\n`);
    await compare(folder, workspace, 'umbrela');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Prints the window's own words about the judge; fails where they are not what the truth table says. */
function mustSay({ sentences, rows, agreement, answered }: JudgeInWindow, kappa: AgreementEstimate): void {
  process.stdout.write(`\nThe agreement screen says:\n${sentences.map((one) => `> ${one}`).join('\n')}\n`);
  process.stdout.write(`\n${rows.join('\n')}\n\n`);
  const [first = ''] = sentences;
  const agreed = `They agree on ${(100 * agreement).toFixed(1)} % of ${answered} pairs.`;
  const isBad = kappa.low !== null && kappa.low <= 0 && kappa.high !== null && kappa.high >= 0;
  if (first.startsWith(agreed) && first.includes(notShown) === isBad) return;
  process.stdout.write(`By the truth it should say: ${agreed}${isBad ? ` κ, ${notShown}` : ''}\n`);
  process.exitCode = 1;
}

/** The judge against the truth, over the pairs that it answered; gives its κ. */
async function compare(folder: string, workspace: string, prompt: string): Promise<AgreementEstimate> {
  const surroundings = {
    resourcesFolder: folder,
    cacheFolder: folder,
    threads: 1,
    device: 'cpu' as const,
    appVersion: 'bench',
    log: silentLogger,
  };
  const workspaces = createWorkspaces(surroundings);
  const { database } = await workspaces.open(workspace);
  const rows = await database.all(
    Row,
    `SELECT queries.id AS query, documents.id AS document, state, relevant FROM judgements
     JOIN queries ON queries.query = judgements.query JOIN documents ON documents.document = judgements.document
     WHERE judgements.prompt LIKE ? ORDER BY ALL`,
    [`${prompt}%`],
  );
  await workspaces.closeAll();
  const { isRelevant } = sampleTruth();
  const answered = rows.filter(({ state }) => state === 'answered');
  const rated = {
    first: Uint8Array.from(answered, ({ query, document }) => (isRelevant(query, document) ? 1 : 0)),
    second: Uint8Array.from(answered, ({ relevant }) => (relevant === true ? 1 : 0)),
    weight: new Float64Array(answered.length).fill(1),
    cluster: null,
  };
  const table = tableOfPairs(['not relevant', 'relevant'], rated);
  const { sensitivity, specificity, prevalence } = diagnosticsOf(rated);
  const kappa = agreementOfTable('cohen', table);
  const saysRelevant = answered.filter(({ relevant }) => relevant === true).length;
  const lines: readonly (readonly [string, string])[] = [
    ['pairs asked, answered', `${rows.length}, ${answered.length}`],
    ['relevant, says the judge alone', `${saysRelevant} of ${answered.length}`],
    ['relevant in truth', numberText(prevalence)],
    ['agreement with the truth', numberText(agreementOfTable('percent', table))],
    ['Cohen κ', numberText(kappa)],
    ['Gwet AC1', numberText(agreementOfTable('gwet', table))],
    ['sensitivity', numberText(sensitivity)],
    ['specificity', numberText(specificity)],
  ];
  process.stdout.write(
    `| ${prompt} | ${lines[0]?.[1]} |\n| --- | --- |\n${lines.map(([name, value]) => `| ${name} | ${value} |`).join('\n')}\n`,
  );
  return kappa;
}

function numberText({ estimate, low, high, n, reason }: AgreementEstimate): string {
  if (estimate === null) return `undefined: ${reason ?? ''}`;
  const interval = low === null || high === null ? '' : ` (${low.toFixed(2)} to ${high.toFixed(2)})`;
  return `${estimate.toFixed(2)}${interval}, n = ${n}`;
}
