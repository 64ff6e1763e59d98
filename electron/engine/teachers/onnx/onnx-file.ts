import { readdir } from 'node:fs/promises';
import { basename, join, relative, resolve, sep } from 'node:path';
import { AppError } from '../../../../shared/errors.ts';
import { isInside } from '../../is-inside.ts';
import type { ModelFiles } from '../../runtime/open-on-cpu.ts';

/** The graph that is loaded, and why it and no other. */
export type OnnxFile = {
  /** Relative to the model's folder, with `/`. */
  readonly name: string;
  readonly note: string;
  /** Files with weights beside it (`model.onnx_data`), same form. */
  readonly externalData: readonly string[];
};

/** Without a wish: full precision before smaller ones, because it is the model as published. */
const preference = [
  'onnx/model.onnx',
  'model.onnx',
  'onnx/model_fp16.onnx',
  'model_fp16.onnx',
  'onnx/model_quantized.onnx',
  'model_quantized.onnx',
  'onnx/model_int8.onnx',
  'onnx/model_uint8.onnx',
  'onnx/model_q8.onnx',
];

/** Chooses among the `.onnx` files of a list of names (with `/`). Throws `invalid-input` when there is none, or not the one wished for. */
export function chooseOnnxFile(names: readonly string[], wish: string | undefined, where: string): OnnxFile {
  const graphs = names.filter((name) => name.endsWith('.onnx')).toSorted();
  const plainWish = wish?.replaceAll('\\', '/').replace(/^\.\//, '');
  const chosen =
    plainWish === undefined
      ? (preference.find((name) => graphs.includes(name)) ?? graphs[0])
      : graphs.find((name) => name === plainWish || name === `onnx/${plainWish}`);
  if (chosen === undefined) {
    const found = graphs.length === 0 ? 'no .onnx file' : graphs.join(', ');
    const advice = 'export one with: optimum-cli export onnx --model MODEL FOLDER';
    throw new AppError(
      'invalid-input',
      wish === undefined ? `${where} has ${found}; ${advice}` : `${where} has no ${wish}; it has ${found}`,
    );
  }
  const others = graphs.filter((name) => name !== chosen);
  const why = wish === undefined ? 'the first in order of precision' : 'as asked for';
  return {
    name: chosen,
    note:
      others.length === 0
        ? `Graph: ${chosen}, the only one.`
        : `Graph: ${chosen}, ${why}; also there: ${others.join(', ')}.`,
    externalData: names.filter((name) => isExternalDataOf(chosen, name)),
  };
}

/** Weights outside the graph carry its name in front: `model.onnx_data`, `model.onnx_data_1`, `model.onnx.data`, `model.data`. */
function isExternalDataOf(graph: string, name: string): boolean {
  if (name.endsWith('.partial')) return false;
  const stem = graph.slice(0, -'.onnx'.length);
  return (name.startsWith(graph) && name !== graph) || name === `${stem}.data` || name === `${stem}_data`;
}

/** Where the chosen graph of a folder lies, and what belongs to it. */
export function modelFiles({
  folder,
  onnx,
}: {
  readonly folder: string;
  readonly onnx: OnnxFile;
}): ModelFiles {
  const path = (name: string): string => join(folder, name);
  return { graph: path(onnx.name), externalData: onnx.externalData.map(path) };
}

/** Names of the files in a model's folder and in its folders, two levels deep, with `/`. Throws `file-not-found`. */
export async function listModelFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: NodeJS.ErrnoException) => {
    const what = cause.code === 'ENOTDIR' ? 'is a file, not a folder' : 'is not there or cannot be read';
    throw new AppError('file-not-found', `the model's folder ${folder} ${what}`, { cause });
  });
  const names = entries.filter((entry) => !entry.isDirectory()).map((entry) => entry.name);
  for (const entry of entries.filter((each) => each.isDirectory())) {
    const inner = await readdir(join(folder, entry.name)).catch(() => []);
    names.push(...inner.map((name) => `${entry.name}/${name}`));
  }
  return names;
}

/** A path that a person typed for `--onnx-file`, relative to the folder; an absolute path inside the folder is understood too. */
export function relativeToFolder(folder: string, file: string): string {
  const [from, to] = [resolve(folder), resolve(folder, file)];
  return isInside(from, to) ? relative(from, to).replaceAll(sep, '/') : basename(file);
}
