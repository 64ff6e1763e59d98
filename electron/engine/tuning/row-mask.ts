import type { View } from '../../../shared/ipc/view-calls.ts';
import type { TuneFilter as AskedFilter } from '../../../shared/ipc/tune-filter.ts';
import type { TuneFilter, TuneMaterial } from '../../../shared/tuning/tune-request.ts';
import { createRecent } from '../mine/recent.ts';
import type { StoredPool } from '../pools/stored-pool.ts';
import { findQueries } from '../words/find-queries.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { overRows } from './over-rows.ts';
import type { TuningThreads } from './tuning-threads.ts';

/** Turns what is asked for into ranges and a mask of rows (in shared memory); the last masks are kept. */
export function createRowMasks(threads: TuningThreads) {
  const recent = createRecent<Uint8Array>(8);

  return async (
    key: string,
    workspace: Workspace,
    { pool: searchedPool }: StoredPool,
    material: TuneMaterial,
    view: View,
    temperature: number | null,
    { score, difference, rank, loss, fate: asked, search, searchIn, searchAs }: AskedFilter,
    signal: AbortSignal,
  ): Promise<TuneFilter> => {
    const { settings } = view;
    const fate = asked === null ? null : { fate: asked, settings };
    if (search === '' && (loss === null || temperature === null))
      return { rows: null, score, difference, rank, fate };
    // Only a filter on the loss depends on the settings.
    const maskKey = JSON.stringify([
      key,
      search,
      searchIn,
      searchAs,
      loss === null ? null : [loss, temperature, settings],
    ]);
    const rows = await recent.of(maskKey, async () => {
      const { queries } = material.pool;
      const mask = new Uint8Array(new SharedArrayBuffer(queries.length)).fill(1);
      if (loss !== null && temperature !== null) {
        await overRows<'loss-rows'>(
          threads,
          material,
          { kind: 'loss-rows', settings, temperature, range: loss },
          ({ from, answer }) => mask.set(answer, from),
          signal,
        );
      }
      if (search !== '') {
        const asSearched = { key, pool: searchedPool };
        const found = await findQueries(workspace, asSearched, { search, searchIn, searchAs });
        for (const [row, query] of queries.entries()) if (Number.isNaN(found.fits[query])) mask[row] = 0;
      }
      return mask;
    });
    return { rows, score, difference, rank, fate };
  };
}
