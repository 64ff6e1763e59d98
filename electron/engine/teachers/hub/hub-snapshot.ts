import { access as exists } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Task } from '../../task.ts';
import { throttled } from '../encode/throttled.ts';
import { readJson, writeWhole } from '../onnx/file-hash.ts';
import { bytesThere, downloadHubFile } from './download-file.ts';
import type { HubAccess } from './hub-access.ts';
import { hubCommit } from './hub-commit.ts';
import type { HubTarget } from './hub-target.ts';
import { listHubFiles, neededHubFiles, type HubFile } from './list-hub-files.ts';

const Manifest = z.object({
  fetched: z.string(),
  files: z.array(z.object({ path: z.string(), size: z.number(), sha256: z.string().nullable() })),
});
const Reference = z.object({ commit: z.string().min(1), endpoint: z.string() });

export type HubSnapshot = {
  readonly folder: string;
  /** When and from where it came. */
  readonly note: string;
};

export type SnapshotOptions = {
  readonly access: HubAccess;
  readonly cacheFolder: string;
  readonly onnxFile: string | undefined;
  readonly task: Task;
  /** First wait after a broken connection; doubles. */
  readonly retryMs?: number;
};

/**
 * A model of the hub as a local folder under `cacheFolder/hub`. A branch is followed once: the commit that it meant then is used ever after,
 * offline too, because scores under one name must not change. Interrupted downloads go on where they ended. Throws `AppError`.
 */
export async function fetchHubSnapshot(target: HubTarget, options: SnapshotOptions): Promise<HubSnapshot> {
  const model = join(options.cacheFolder, 'hub', `${target.owner}--${target.name}`);
  const { commit, endpoint } = await pinned(model, target, options.access);
  const folder = join(model, commit);
  const wish = options.onnxFile?.replace(/[^A-Za-z0-9._-]/g, '_') ?? 'default';
  const manifestFile = join(model, `${commit}.${wish}.json`);
  const known = Manifest.safeParse(await readJson(manifestFile));
  const note = (fetched: string): string =>
    `${target.owner}/${target.name}, revision ${target.revision} (commit ${commit.slice(0, 12)}), fetched from ${endpoint} on ${fetched.slice(0, 10)}; kept, and used offline.`;
  if (known.success && (await allThere(folder, known.data.files))) {
    return { folder, note: note(known.data.fetched) };
  }
  const at = { ...target, revision: commit };
  const files = neededHubFiles(
    await listHubFiles(at, options.access),
    options.onnxFile,
    `${target.owner}/${target.name}`,
  );
  await fetchFiles(at, files, folder, options);
  const fetched = new Date().toISOString();
  await writeWhole(manifestFile, JSON.stringify({ fetched, files }));
  return { folder, note: note(fetched) };
}

/** The commit that a revision meant when it was first asked for. */
async function pinned(
  model: string,
  target: HubTarget,
  access: HubAccess,
): Promise<z.infer<typeof Reference>> {
  const file = join(model, `revision-${encodeURIComponent(target.revision)}.json`);
  const known = Reference.safeParse(await readJson(file));
  if (known.success) return known.data;
  const reference = { commit: await hubCommit(target, access), endpoint: access.url };
  await writeWhole(file, JSON.stringify(reference));
  return reference;
}

async function fetchFiles(
  target: HubTarget,
  files: readonly HubFile[],
  folder: string,
  { access, task, retryMs = 500 }: SnapshotOptions,
): Promise<void> {
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const pathOf = (file: HubFile): string => join(folder, ...file.path.split('/'));
  // What came before counts from the start: a rate made of it would be too high.
  const before = await Promise.all(files.map((file) => bytesThere(file, pathOf(file))));
  let there = before.reduce((sum, bytes) => sum + bytes, 0);
  for (const [number, file] of files.entries()) {
    const path = pathOf(file);
    const others = there - (before[number] ?? 0);
    const report = throttled(() =>
      task.progress({ stage: 'download', done: there, total, unit: 'bytes', detail: file.path }),
    );
    report();
    const onBytes = (sofar: number): void => {
      there = others + sofar;
      report();
    };
    if (!(await isThere(path))) {
      await downloadHubFile({ target, access, file, path, signal: task.signal, onBytes, retryMs });
    }
    there = others + file.size;
    report.now();
  }
}

async function allThere(folder: string, files: readonly { readonly path: string }[]): Promise<boolean> {
  for (const { path } of files) if (!(await isThere(join(folder, path)))) return false;
  return true;
}

function isThere(path: string): Promise<boolean> {
  return exists(path).then(
    () => true,
    () => false,
  );
}
