import type { SeriesLook } from './chart-model.ts';

/** Every series of the charts: one role, one colour and one shape wherever it is drawn. */
export const looks = {
  candidates: { id: 'candidates', label: 'candidates', colour: 'candidates', shape: 'filled' },
  selected: { id: 'selected', label: 'selected', colour: 'selected', shape: 'filled' },
  naive: { id: 'naive', label: 'naive', colour: 'dropped', shape: 'dashed' },
  positives: { id: 'positives', label: 'positives', colour: 'positive', shape: 'line' },
  random: { id: 'random', label: 'random documents', colour: 'candidates', shape: 'filled' },
  units: { id: 'units', label: 'queries', colour: 'selected', shape: 'filled' },
  naiveUnits: { id: 'naive', label: 'naive', colour: 'dropped', shape: 'dashed' },
  dropped: { id: 'dropped', label: 'dropped', colour: 'dropped', shape: 'line' },
  kept: { id: 'kept', label: 'kept', colour: 'kept', shape: 'line' },
  wanted: { id: 'wanted', label: 'selected', colour: 'selected', shape: 'line' },
  starved: { id: 'starved', label: 'starved', colour: 'dropped', shape: 'dashed' },
  suspects: { id: 'suspects', label: 'suspects selected', colour: 'suspect', shape: 'dotted' },
  judged: { id: 'judged', label: 'judged false negatives', colour: 'suspect', shape: 'dashed' },
  annotated: { id: 'annotated', label: 'annotated false negatives', colour: 'suspect', shape: 'line' },
  corrected: {
    id: 'corrected',
    label: 'false negatives',
    colour: 'suspect',
    shape: 'line',
  },
  correctedBand: { id: 'corrected-band', label: '95 % pointwise', colour: 'suspect', shape: 'band' },
  judgeAlone: { id: 'judge-alone', label: 'judge alone', colour: 'suspect', shape: 'dashed' },
} as const satisfies Readonly<Record<string, SeriesLook>>;
