import type { DataFormat } from '../../../../shared/domain/import-report.ts';
import type { ColumnChoice } from '../../../../shared/ipc/data-calls.ts';
import { AppError } from '../../../../shared/errors.ts';
import { inspectFile, type InspectedFile } from '../files/inspect-file.ts';
import { listFiles } from '../files/list-files.ts';
import { isQrelsName } from '../files/qrels-name.ts';
import { splitOfExamples, splitOfQrels } from '../files/split-of.ts';
import { withNemoCorpora } from './nemo-corpora.ts';
import { fileRole, type FileRole } from './file-role.ts';
import { isJudgedFormat, type ImportPlan, type LabelFile } from './import-plan.ts';
import { tableShape } from './table-shape.ts';
import { judgedFormat } from './judged-format.ts';

export type PlanRequest = {
  readonly paths: readonly string[];
  readonly format?: DataFormat | undefined;
  readonly split?: string | undefined;
  readonly columns: ColumnChoice;
};

type Sorted = { readonly file: InspectedFile; readonly role: FileRole };

/**
 * Looks into the files and says what will be read as what.
 * Throws `invalid-input`, with what was looked for and what was found, when they make no data set.
 */
export async function planImport(request: PlanRequest): Promise<ImportPlan> {
  const files = await listFiles(request.paths);
  const { query, positive, negative = [], label, score } = request.columns;
  const chosen = [query, positive, ...negative, label, score].filter(
    (column) => column !== undefined && column !== null,
  );
  const sorted: Sorted[] = [];
  for (const file of files) {
    const inspected = await inspectFile(file, chosen);
    sorted.push({ file: inspected, role: fileRole(inspected, request.columns) });
  }
  mustHaveColumns(sorted, chosen);
  const wantsExamples = request.format !== undefined && !isJudgedFormat(request.format);
  const examples = sorted.filter(({ role }) => role.kind === 'examples');
  if (wantsExamples || (request.format === undefined && examples.length > 0 && !hasLabels(sorted))) {
    return examplesPlan(request, sorted);
  }
  return judgedPlan(request, sorted);
}

function hasLabels(sorted: readonly Sorted[]): boolean {
  return sorted.some(({ role }) => role.kind === 'labels');
}

async function examplesPlan(request: PlanRequest, sorted: readonly Sorted[]): Promise<ImportPlan> {
  const usable = sorted.filter(({ file, role }) => role.kind === 'examples' || isUnclearTable(file, request));
  const found = [...new Set(usable.flatMap(({ role }) => (role.kind === 'examples' ? [role.format] : [])))];
  if (request.format === undefined && found.length > 1) {
    throw new AppError(
      'invalid-input',
      `files of several formats (${found.join(', ')}): ${named(usable)}; import one of them, or say which with --format`,
    );
  }
  const format = request.format ?? found[0] ?? 'pairs';
  if (usable.length === 0) throw nothingFound(`rows of ${format}`, sorted);
  const all = usable.map(({ file }) => ({ source: file, split: splitOfExamples(file.file.name) }));
  const examples = withSplit(all, request.split);
  const corpus = sorted
    .filter(({ role }) => role.kind === 'texts' && role.side !== 'queries')
    .map(({ file }) => file);
  const aside = leftAside(sorted, [...examples.map(({ source }) => source), ...corpus]);
  const [first] = usable;
  const reason = `${first?.file.file.name ?? ''} has the columns ${first?.file.columns.join(', ') ?? ''}${rankedNote(first?.file, request)}${aside}`;
  const plan = { format, reason, corpus, queries: [], labels: [], triples: [], examples };
  return format === 'nemo' ? withNemoCorpora(plan) : plan;
}

/** Where only scores tell documents apart, the reader must know what was made of them. */
function rankedNote(file: InspectedFile | undefined, { columns }: PlanRequest): string {
  const shape = file === undefined ? null : tableShape(file, columns);
  if (shape?.meaning !== 'first-positive') return '';
  return '; with scores but no labels: of each query the first document is its positive, the others negatives';
}

/** With a format or columns given by the user, any table is taken at his word. */
function isUnclearTable(
  { container, columns }: InspectedFile,
  { format, columns: choice }: PlanRequest,
): boolean {
  const named = choice.query !== undefined && columns.includes(choice.query);
  return container.kind !== 'unknown' && (named || (format !== undefined && columns.length === 0));
}

function judgedPlan(request: PlanRequest, sorted: readonly Sorted[]): ImportPlan {
  const texts = sorted.filter(({ role }) => role.kind === 'texts');
  const { corpus, queries } = sides(texts);
  const labels = labelFiles(sorted).map((file) => ({ source: file, split: splitOfQrels(file.file.name) }));
  const triples = sorted
    .filter(({ role }) => role.kind === 'triples')
    .map(({ file }) => ({
      source: file,
      split: /dev|test/iu.exec(file.file.name)?.[0].toLowerCase() ?? 'train',
    }));
  const missing = [
    corpus.length === 0 ? 'a corpus (corpus.jsonl, collection.tsv: ids and texts)' : '',
    queries.length === 0 ? 'queries (queries.jsonl, queries.*.tsv, topics)' : '',
    labels.length + triples.length === 0 ? 'labels (qrels/*.tsv, qrels.tsv, TREC qrels)' : '',
  ].filter((what) => what !== '');
  if (missing.length > 0) throw nothingFound(missing.join('; '), sorted);
  const { format, reason } = judgedFormat({
    corpus,
    queries,
    labels,
    all: [...labels, ...triples].map(({ source }) => source),
    format: request.format,
  });
  const kept = withSplit([...labels, ...triples], request.split);
  const read = [...corpus, ...queries, ...kept.map(({ source }) => source)];
  return {
    format,
    reason: reason + leftAside(sorted, read),
    corpus,
    queries,
    labels: labels.filter((file) => kept.includes(file)),
    triples: triples.filter((file) => kept.includes(file)),
    examples: [],
  };
}

/** Label files by name (`qrels/…`, `qrels.tsv`) where there are any: other tables of two ids beside them are something else. */
function labelFiles(sorted: readonly Sorted[]): readonly InspectedFile[] {
  const all = sorted.filter(({ role }) => role.kind === 'labels').map(({ file }) => file);
  const named = all.filter(({ file }) => isQrelsName(file.name));
  return named.length > 0 ? named : all;
}

/** Which texts are documents and which queries; of two that names leave unclear, the larger file is the corpus. */
function sides(texts: readonly Sorted[]): {
  readonly corpus: readonly InspectedFile[];
  readonly queries: readonly InspectedFile[];
} {
  const of = (side: string): InspectedFile[] =>
    texts.filter(({ role }) => role.kind === 'texts' && role.side === side).map(({ file }) => file);
  const unclear = of('unclear').toSorted((a, b) => b.file.bytes - a.file.bytes);
  const corpus = of('documents');
  const queries = of('queries');
  if (corpus.length === 0) corpus.push(...unclear.splice(0, 1));
  if (queries.length === 0) queries.push(...unclear.splice(0, 1));
  return { corpus: [...corpus, ...unclear], queries };
}

function withSplit<F extends LabelFile>(files: readonly F[], split: string | undefined): readonly F[] {
  if (split === undefined) return files;
  const kept = files.filter((file) => file.split === split);
  if (kept.length > 0) return kept;
  const splits = [...new Set(files.map((file) => file.split))].toSorted();
  throw new AppError('invalid-input', `no split "${split}" here; there are: ${splits.join(', ')}`);
}

function mustHaveColumns(sorted: readonly Sorted[], chosen: readonly string[]): void {
  for (const column of chosen) {
    if (sorted.some(({ file }) => file.columns.includes(column))) continue;
    const columns = [...new Set(sorted.flatMap(({ file }) => file.columns))];
    throw new AppError('invalid-input', `no column "${column}"; there are: ${columns.join(', ') || 'none'}`);
  }
}

function nothingFound(wanted: string, sorted: readonly Sorted[]): AppError {
  const found = sorted.length === 0 ? 'no files' : named(sorted);
  return new AppError(
    'invalid-input',
    `cannot make a data set of this: looked for ${wanted}, or for rows of pairs, triplets, lists, FlagEmbedding, Tevatron or NeMo; found ${found}. Choose its format (--format), or name the columns`,
  );
}

/** What is there and will not be read, so that nobody takes it for imported. */
function leftAside(sorted: readonly Sorted[], read: readonly InspectedFile[]): string {
  const rest = sorted.filter(({ file }) => !read.includes(file));
  return rest.length === 0 ? '' : `; left aside: ${named(rest)}`;
}

function named(sorted: readonly Sorted[]): string {
  const shown = sorted.slice(0, 6).map(({ file, role }) => `${file.file.name} (${roleName(role)})`);
  return shown.join(', ') + (sorted.length > 6 ? `, and ${sorted.length - 6} more` : '');
}

function roleName(role: FileRole): string {
  if (role.kind === 'other') return role.why;
  return role.kind === 'examples' ? role.format : role.kind;
}
