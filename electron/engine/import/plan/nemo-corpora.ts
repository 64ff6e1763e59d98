import { stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../../../shared/errors.ts';
import { readBytes } from '../bytes/read-bytes.ts';
import { inspectFile, type InspectedFile } from '../files/inspect-file.ts';
import { listFiles } from '../files/list-files.ts';
import type { SourceFile } from '../files/source-file.ts';
import { jsonElements } from '../rows/json-elements.ts';
import type { ImportPlan } from './import-plan.ts';

const CorpusEntry = z.object({ path: z.string().min(1) });

/**
 * Adds the corpora that NeMo JSON files name (`"corpus": [{"path": …}]`, relative to the JSON file) to a plan.
 * Throws `invalid-input` when one is not there.
 */
export async function withNemoCorpora(plan: ImportPlan): Promise<ImportPlan> {
  const corpus = new Map<string, InspectedFile>(plan.corpus.map((file) => [file.file.path, file]));
  for (const { source } of plan.examples) {
    if (source.container.kind !== 'json') continue;
    for (const folder of await corpusFolders(source.file)) {
      for (const file of await corpusFiles(source.file, folder)) {
        if (!corpus.has(file.path)) corpus.set(file.path, await inspectFile(file));
      }
    }
  }
  return { ...plan, corpus: [...corpus.values()] };
}

async function corpusFolders(file: SourceFile): Promise<readonly string[]> {
  const folders: string[] = [];
  for await (const elements of jsonElements(readBytes(file))) {
    for (const { key, bytes, line } of elements) {
      if (key === 'data' && folders.length > 0) return folders;
      if (key !== 'corpus' || bytes === null) continue;
      const entry = CorpusEntry.safeParse(parsed(bytes));
      if (!entry.success)
        throw new AppError('invalid-input', `${file.name}:${line}: a corpus without "path"`);
      folders.push(entry.data.path);
    }
  }
  return folders;
}

async function corpusFiles(file: SourceFile, folder: string): Promise<readonly SourceFile[]> {
  const path = isAbsolute(folder) ? folder : join(dirname(file.path), folder);
  if ((await stat(path).catch(() => null)) === null) {
    throw new AppError(
      'invalid-input',
      `${file.name}: its corpus "${folder}" is not there (looked in ${path})`,
    );
  }
  const files = (await listFiles([path])).filter(({ name }) => basename(name) !== 'merlin_metadata.json');
  return files.map((found) => ({
    ...found,
    name: found.path === path ? found.name : `${folder}/${found.name}`,
  }));
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}
