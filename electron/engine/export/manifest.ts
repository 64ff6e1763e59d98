import { z } from 'zod';
import type { RunReport } from '../../../shared/domain/report.ts';
import { ExportFormat } from '../../../shared/ipc/run-calls.ts';
import type { ImportSource } from '../import/import-source.ts';
import type { NamedDecision } from '../relabel/named-decisions.ts';
import type { MadeBy } from '../teachers/made-by.ts';
import type { WrittenFile } from './line-file.ts';

/** Changes when an older reader would misunderstand a manifest. */
const manifestVersion = 1;

/** The part of a manifest that this program reads back. */
export const StoredManifest = z.object({
  negscope_export: z.literal(manifestVersion),
  format: ExportFormat,
  files: z.array(z.object({ name: z.string(), sha256: z.string() })).readonly(),
});
export type StoredManifest = z.infer<typeof StoredManifest>;

export type ManifestContent = {
  readonly format: ExportFormat;
  readonly options: { readonly candidates: boolean; readonly scores: boolean | null };
  readonly dataHash: string;
  readonly report: RunReport;
  /** The run itself came with the data. */
  readonly supplied: boolean;
  /** How the data came in; null where that is not known any more. */
  readonly source: ImportSource | null;
  /** Null for negatives that no teacher scored. */
  readonly teacher: MadeBy | null;
  readonly versions: Readonly<Record<string, string>>;
  readonly files: readonly (WrittenFile & { readonly name: string })[];
  readonly lines: number;
  readonly sha256: string;
  readonly leftOut: Readonly<Record<string, number>>;
  /** What was decided about pairs of the run's queries; the report above is of the run as it was mined. */
  readonly decisions: readonly NamedDecision[];
};

/** Where the manifest of the export at `path` lies. */
export function manifestPath(path: string): string {
  return `${path}.manifest.json`;
}

/**
 * What reproduces an export: data, teacher, settings, seed, versions, and what came of it. It holds no time, no place and no
 * key, so that the same command gives the same bytes of it too.
 */
export function manifestText(content: ManifestContent): string {
  const {
    run,
    split,
    settings,
    seconds: _,
    teacher: __,
    supplied_run: suppliedRun = null,
    ...counts
  } = content.report;
  const manifest = {
    negscope_export: manifestVersion,
    format: content.format,
    options: content.options,
    run,
    split,
    supplied: content.supplied,
    supplied_run: suppliedRun,
    teacher: content.teacher,
    settings,
    seed: settings.seed,
    import: content.source,
    data_hash: content.dataHash,
    versions: content.versions,
    report: counts,
    lines: content.lines,
    left_out: content.leftOut,
    decisions: content.decisions,
    sha256: content.sha256,
    files: content.files,
  } satisfies StoredManifest & Readonly<Record<string, unknown>>;
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
