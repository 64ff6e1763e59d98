import type { Surroundings } from '../surroundings.ts';
import { schemaVersion } from '../workspace/schema.ts';

/** What made a run: enough to make it again. Nothing that changes between two runs of the same program. */
export function runVersions(surroundings: Surroundings): Readonly<Record<string, string>> {
  return {
    negscope: surroundings.appVersion,
    schema: String(schemaVersion),
    node: process.versions.node,
  };
}
