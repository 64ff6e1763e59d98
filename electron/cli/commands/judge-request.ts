import { readFile } from 'node:fs/promises';
import { AppError } from '../../../shared/errors.ts';
import { GivenPair, type JudgeChoice, type JudgeLimits } from '../../../shared/ipc/judge-request.ts';
import type { PromptChoice } from '../../../shared/judge/prompt-choice.ts';
import { whyUnreadable } from '../../engine/import/bytes/why-unreadable.ts';
import type { Session } from '../session.ts';
import type { JudgeOptions } from './judge-options.ts';

const defaultKeyVariable = 'OPENAI_API_KEY';

/** Who judges, as the options say. The key goes from the environment into memory only. Throws `wrong-usage`, `file-not-found`, `invalid-input`. */
export async function judgeChoice(session: Session, options: JudgeOptions): Promise<JudgeChoice> {
  const key = keyOf(session, options.apiKeyEnv);
  return {
    endpoint: options.endpoint,
    model: options.model,
    ...(key === null ? {} : { apiKey: key }),
    prompt: await promptChoice(session, options),
  };
}

/** How hard the server is asked, and what it may cost; what is not said has its default. */
export function judgeLimits(options: JudgeOptions): Partial<JudgeLimits> {
  const { concurrency, timeout: timeoutSeconds, tries, maxCharacters } = options;
  const { maxCalls, maxTokens, maxCost, priceIn, priceOut } = options;
  const given = {
    concurrency,
    timeoutSeconds,
    tries,
    maxCharacters,
    maxCalls,
    maxTokens,
    maxCost,
    priceIn,
    priceOut,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** Pairs of a JSON Lines file: query_id, document_id, and perhaps probability and wave. Throws `invalid-input` with the line. */
export async function readPairs(session: Session, path: string): Promise<GivenPair[]> {
  const lines = (await readText(session, path)).split('\n');
  return lines.flatMap((line, i) => {
    if (line.trim() === '') return [];
    const pair = GivenPair.safeParse(parsed(line));
    if (pair.success) return [pair.data];
    const [issue] = pair.error.issues;
    throw new AppError(
      'invalid-input',
      `${path}:${i + 1}: ${issue?.path.join('.') || 'line'}: ${issue?.message ?? 'not a pair'}; write {"query_id": …, "document_id": …}`,
    );
  });
}

function keyOf({ environment }: Session, variable: string | undefined): string | null {
  const key = environment[variable ?? defaultKeyVariable]?.trim() ?? '';
  if (key !== '') return key;
  if (variable === undefined) return null;
  throw new AppError(
    'invalid-input',
    `environment variable ${variable} is empty or not set: it must hold the key`,
  );
}

async function promptChoice(session: Session, options: JudgeOptions): Promise<PromptChoice> {
  const { prompt, template, scale = 'binary' } = options;
  if ((prompt === 'custom') !== (template !== undefined)) {
    throw new AppError('wrong-usage', '--template is given exactly with --prompt custom');
  }
  if (prompt !== 'custom' || template === undefined) {
    if (options.scale !== undefined) throw new AppError('wrong-usage', '--scale belongs to --prompt custom');
    return { name: prompt === 'custom' ? 'binary' : prompt };
  }
  return { name: 'custom', template: await readText(session, template), scale };
}

async function readText(session: Session, path: string): Promise<string> {
  return readFile(session.absolute(path), 'utf8').catch((error: unknown) => {
    throw new AppError('file-not-found', `${path}: ${whyUnreadable(error)}`);
  });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
