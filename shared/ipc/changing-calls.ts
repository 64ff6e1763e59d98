import type { CallsOf } from './contract.ts';

/** Calls that store something in a workspace that its screens show: other windows are told. */
export const changingCalls: ReadonlySet<CallsOf<'engine'>> = new Set<CallsOf<'engine'>>([
  'dataset.import',
  'labels.import',
  'teacher.add',
  'teacher.remove',
  'teacher.embed',
  'run.mine',
  'run.remove',
  'judge.run',
  'judge.estimate',
  'judge.forget',
  'annotate.draw',
  'annotate.pick',
  'annotate.adjudicate',
  'annotate.record',
  'annotate.undo',
  'annotate.redo',
  'relabel.decide',
  'relabel.rule',
  'relabel.undo',
  'relabel.redo',
]);
