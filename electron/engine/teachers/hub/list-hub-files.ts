import { HubApiError, listFiles } from '@huggingface/hub';
import { AppError } from '../../../../shared/errors.ts';
import { chooseOnnxFile } from '../onnx/onnx-file.ts';
import { hubFetch, type HubAccess } from './hub-access.ts';
import { hubStatusError, hubUnreachable } from './hub-error.ts';
import type { HubTarget } from './hub-target.ts';

/** A file to fetch. `sha256` is known for large ones only. */
export type HubFile = { readonly path: string; readonly size: number; readonly sha256: string | null };

/** Every file of a model at a revision. Throws `not-found`, or `failed` with what to do. */
export async function listHubFiles(target: HubTarget, access: HubAccess): Promise<readonly HubFile[]> {
  const files: HubFile[] = [];
  try {
    const listing = listFiles({
      repo: { type: 'model', name: `${target.owner}/${target.name}` },
      revision: target.revision,
      recursive: true,
      hubUrl: access.url,
      fetch: hubFetch(access),
    });
    for await (const { type, path, size, lfs } of listing) {
      if (type === 'file') files.push({ path, size: lfs?.size ?? size, sha256: sha256Of(lfs?.oid) });
    }
  } catch (cause) {
    if (cause instanceof HubApiError)
      throw hubStatusError(cause.statusCode, target, access, 'the list of files');
    throw hubUnreachable(access, target, cause);
  }
  return files;
}

/** LFS names a file by its SHA-256; some answers carry `sha256:` in front. */
function sha256Of(oid: string | undefined): string | null {
  const hex = oid?.replace(/^sha256:/, '') ?? '';
  return /^[0-9a-f]{64}$/.test(hex) ? hex : null;
}

/**
 * Those that a teacher needs: configuration, tokenizer, and one graph with its external data; not the weights in other formats.
 * Throws `invalid-input` when there is no `.onnx` file, or a name that leads outside the folder.
 */
export function neededHubFiles(
  files: readonly HubFile[],
  onnxFile: string | undefined,
  model: string,
): readonly HubFile[] {
  const outside = files.find(
    ({ path }) => path.split(/[\\/]/).includes('..') || /^([\\/]|[A-Za-z]:)/.test(path),
  );
  if (outside)
    throw new AppError('invalid-input', `${model} lists a file outside its folder: ${outside.path}`);
  const graph = chooseOnnxFile(
    files.map(({ path }) => path),
    onnxFile,
    model,
  );
  const weights = new Set([graph.name, ...graph.externalData]);
  // One folder deep: `1_Pooling/config.json`. What lies deeper belongs to other formats.
  const isSettings = (path: string): boolean =>
    /^([^/]+\/)?[^/]+\.(json|txt)$/.test(path) && !path.startsWith('openvino/');
  return files.filter(({ path, size }) => weights.has(path) || (isSettings(path) && size < 200e6));
}
