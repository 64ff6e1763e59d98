import { assertNever } from '../../../shared/assert.ts';
import { AppError } from '../../../shared/errors.ts';
import { TeacherKind } from '../../../shared/domain/teacher.ts';

/** A teacher's SPEC taken apart: `kind:target` (`cli.md`, "Teacher SPEC"). */
export type Spec = { readonly kind: TeacherKind; readonly target: string };

const forms: Readonly<Record<TeacherKind, string>> = {
  onnx: 'onnx:FOLDER',
  hub: 'hub:OWNER/NAME[@REVISION]',
  bundled: 'bundled',
  bm25: 'bm25',
  random: 'random:SEED',
  npy: 'npy:DOCUMENTS.npy,QUERIES.npy',
  run: 'run:FILE',
  endpoint: 'endpoint:BASE_URL#MODEL',
  'cross-encoder': 'cross-encoder:FOLDER?from=NAME',
};

const withoutTarget: ReadonlySet<TeacherKind> = new Set(['bundled', 'bm25']);

/** Kind and target of a SPEC. What the target must look like is for the kind to say. Throws `wrong-usage`. */
export function parseSpec(spec: string): Spec {
  const colon = spec.indexOf(':');
  const kind = TeacherKind.safeParse(colon < 0 ? spec : spec.slice(0, colon));
  const target = colon < 0 ? '' : spec.slice(colon + 1);
  if (!kind.success) {
    const known = Object.values(forms).join(', ');
    throw new AppError('wrong-usage', `no such kind of teacher: "${spec}"; a SPEC is one of ${known}`);
  }
  if (withoutTarget.has(kind.data) !== (target === '')) {
    throw new AppError(
      'wrong-usage',
      `a teacher of kind ${kind.data} is written ${forms[kind.data]}, not "${spec}"`,
    );
  }
  return { kind: kind.data, target };
}

/** Folder and teacher of `cross-encoder:FOLDER?from=NAME`. Throws `wrong-usage`. */
export function parseCrossEncoderTarget(target: string): { readonly folder: string; readonly from: string } {
  const mark = target.lastIndexOf('?from=');
  const folder = target.slice(0, Math.max(mark, 0));
  const from = target.slice(mark + '?from='.length);
  if (mark < 0 || folder === '' || from === '') {
    throw new AppError(
      'wrong-usage',
      `a cross-encoder is written ${forms['cross-encoder']}, not "${target}"`,
    );
  }
  return { folder, from };
}

/** The two files of `npy:DOCUMENTS.npy,QUERIES.npy`; a comma inside a name is understood where `.npy,` ends the first. Throws `wrong-usage`. */
export function parseNpyTarget(target: string): { readonly documents: string; readonly queries: string } {
  const end = target.indexOf('.npy,');
  const comma = end < 0 ? target.indexOf(',') : end + '.npy'.length;
  const documents = target.slice(0, Math.max(comma, 0));
  const queries = target.slice(comma + 1);
  if (comma < 0 || documents === '' || queries === '') {
    throw new AppError('wrong-usage', `precomputed embeddings are written ${forms.npy}, not "${target}"`);
  }
  return { documents, queries };
}

/** The same SPEC with every path in it made absolute by `resolve`; for callers whose working folder is not the engine's. */
export function withAbsolutePaths(spec: string, resolve: (path: string) => string): string {
  const { kind, target } = parseSpec(spec);
  switch (kind) {
    case 'onnx':
    case 'run':
      return `${kind}:${resolve(target)}`;
    case 'npy': {
      const { documents, queries } = parseNpyTarget(target);
      return `npy:${resolve(documents)},${resolve(queries)}`;
    }
    case 'cross-encoder': {
      const { folder, from } = parseCrossEncoderTarget(target);
      return `cross-encoder:${resolve(folder)}?from=${from}`;
    }
    case 'hub':
    case 'bundled':
    case 'bm25':
    case 'random':
    case 'endpoint':
      return spec;
    default:
      return assertNever(kind);
  }
}
