import type { CallsOf } from './contract.ts';

/** What is said or decided of pairs, or anything else. */
export type ChangedPart = 'labels' | 'rest';

/** Calls that store something in a workspace that its screens show, and what: other windows are told. */
export const changingCalls: Readonly<Partial<Record<CallsOf<'engine'>, ChangedPart>>> = {
  'dataset.import': 'labels',
  'labels.import': 'labels',
  'teacher.add': 'rest',
  'teacher.remove': 'rest',
  'teacher.embed': 'rest',
  'run.mine': 'rest',
  'run.remove': 'rest',
  'setting.save': 'rest',
  'setting.remove': 'rest',
  'judge.run': 'labels',
  'judge.estimate': 'labels',
  'judge.probe': 'rest',
  'judge.forget': 'labels',
  'annotate.draw': 'labels',
  'annotate.pick': 'labels',
  'annotate.adjudicate': 'labels',
  'annotate.record': 'labels',
  'annotate.undo': 'labels',
  'annotate.redo': 'labels',
  'relabel.decide': 'labels',
  'relabel.rule': 'labels',
  'relabel.undo': 'labels',
  'relabel.redo': 'labels',
};
