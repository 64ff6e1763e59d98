import { appendFileSync } from 'node:fs';
import { openWorkspace } from '../../../workspace/open-workspace.ts';
import { createVectorTeacher } from '../vector-teacher.ts';
import { hashEncoder } from './hash-encoder.ts';
import { quietTask, testSurroundings } from './text-workspace.ts';

// A process of its own for tests, to be killed: node module.mjs WORKSPACE LOG. Each batch's texts go to LOG before they are answered.
const [path = '', log = ''] = process.argv.slice(2);
const workspace = await openWorkspace(path, { appVersion: '1', threads: 1 });
const teacher = createVectorTeacher({
  request: {
    workspace,
    surroundings: testSurroundings(path),
    target: '',
    options: {},
    openOther: () => Promise.reject(new Error('none')),
  },
  kind: 'endpoint',
  encoder: () =>
    Promise.resolve(
      hashEncoder(async (texts) => {
        appendFileSync(log, `${JSON.stringify(texts)}\n`);
        await new Promise((resolve) => setTimeout(resolve, 1));
      }),
    ),
  fingerprint: 'f',
  similarity: 'dot',
  notes: [],
  prompts: { query: 'q: ', document: '' },
});
process.stdout.write('started\n');
await teacher.embed(quietTask());
await workspace.close();
process.stdout.write('ended\n');
