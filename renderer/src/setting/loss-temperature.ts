import type { WorkspaceSummary } from '../../../shared/ipc/data-calls.ts';

/** The temperature of the loss, or null for teachers without vectors: their scores have no such geometry. */
export function lossTemperatureOf(
  { dimensions }: Pick<WorkspaceSummary['teachers'][number], 'dimensions'>,
  temperature: number,
): number | null {
  return dimensions === undefined ? null : temperature;
}
