import { z } from 'zod';
import type { RunReport } from '../../../shared/domain/report.ts';
import type { TeacherOptions } from '../../../shared/domain/teacher.ts';
import { ExportFormat } from '../../../shared/ipc/run-calls.ts';
import type { NamedDecision } from '../relabel/named-decisions.ts';
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
  /** Null for negatives that were never scored; `spec` is null when the teacher has been removed or replaced since. */
  readonly teacher: {
    readonly name: string;
    readonly fingerprint: string;
    readonly spec: string | null;
    readonly options: TeacherOptions | null;
  } | null;
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
