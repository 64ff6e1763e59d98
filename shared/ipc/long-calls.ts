/** Calls worth a progress bar, wakefulness and a word at their end; what each is called then. */
export const longCalls: Readonly<Record<string, string>> = {
  'dataset.import': 'Importing',
  'labels.import': 'Importing labels',
  'teacher.add': 'Adding the teacher',
  'teacher.embed': 'Encoding',
  'teacher.evaluate': 'Measuring the teacher',
  'pool.prepare': 'Finding candidates',
  'queries.ndcg': 'Measuring each query',
  'search.prepare': 'Indexing words',
  'run.mine': 'Mining',
  'run.export': 'Exporting',
  'judge.run': 'Judging',
  'judge.estimate': 'Estimating',
  'judge.probe': 'Probing the judge',
};
