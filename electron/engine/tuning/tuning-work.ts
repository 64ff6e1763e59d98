import type { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import type { BrushIndex, BrushKind } from '../../../shared/tuning/brush-index.ts';
import { indexBrush } from '../../../shared/tuning/index-brush.ts';
import { materialRows } from '../../../shared/tuning/material-rows.ts';
import { cellDifference } from '../../../shared/tuning/refine-tables.ts';
import { isPoolOrdered } from '../../../shared/tuning/row-order.ts';
import { rowsByLoss } from '../../../shared/tuning/rows-by-loss.ts';
import { hungryUnits, type FeedSteps, type HungryUnits } from '../../../shared/tuning/starvation.ts';
import { tabulatePool } from '../../../shared/tuning/tabulate-pool.ts';
import { tuneExtent, type TuneExtent, type TuneFrame } from '../../../shared/tuning/tune-frame.ts';
import type { TuneMaterial, TuneRange, TuneRequest } from '../../../shared/tuning/tune-request.ts';
import type { TuneSums } from '../../../shared/tuning/tune-sums.ts';

/** What can be done with some rows of a pool on any thread. Rows in answers are counted from the first of them. */
export type TuningWork =
  | {
      readonly kind: 'extent';
      readonly settings: MiningSettings;
      readonly temperature: number | null;
    }
  | { readonly kind: 'tables'; readonly request: TuneRequest; readonly frame: TuneFrame }
  | {
      readonly kind: 'difference';
      readonly request: TuneRequest;
      readonly frame: TuneFrame;
      readonly place: number;
      readonly value: number;
    }
  | {
      readonly kind: 'brush';
      readonly request: TuneRequest;
      readonly frame: TuneFrame;
      readonly brushed: BrushKind;
    }
  | {
      readonly kind: 'loss-rows';
      readonly settings: MiningSettings;
      readonly temperature: number;
      readonly range: TuneRange;
    }
  | { readonly kind: 'hungry'; readonly settings: MiningSettings; readonly steps: FeedSteps };

export type TuningAnswers = {
  readonly extent: { readonly extent: TuneExtent; readonly ordered: boolean };
  readonly tables: TuneSums;
  readonly difference: TuneSums;
  readonly brush: BrushIndex;
  readonly 'loss-rows': Uint8Array;
  readonly hungry: HungryUnits;
};
export type TuningAnswer = TuningAnswers[TuningWork['kind']];

/** Does one piece of work on rows `from` to `to`; a filter's row mask is the pool's whole one. */
export function doTuningWork(whole: TuneMaterial, work: TuningWork, from: number, to: number): TuningAnswer {
  const material = materialRows(whole, from, to);
  switch (work.kind) {
    case 'extent':
      return {
        extent: tuneExtent(material.pool, work.settings, work.temperature),
        ordered: isPoolOrdered(material.pool),
      };
    case 'tables':
      return tabulatePool(material, requestRows(work.request, from, to), work.frame);
    case 'difference':
      return cellDifference(
        material,
        requestRows(work.request, from, to),
        work.frame,
        work.place,
        work.value,
      );
    case 'brush':
      return indexBrush(material, requestRows(work.request, from, to), work.frame, work.brushed);
    case 'loss-rows':
      return rowsByLoss(material, work.settings, work.temperature, work.range);
    case 'hungry':
      return hungryUnits(material, work.settings, work.steps);
  }
}

function requestRows(request: TuneRequest, from: number, to: number): TuneRequest {
  const { rows } = request.filter;
  return rows === null
    ? request
    : { ...request, filter: { ...request.filter, rows: rows.subarray(from, to) } };
}
