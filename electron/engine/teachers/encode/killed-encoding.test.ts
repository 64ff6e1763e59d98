import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleForNode, firstLine, spawnModule } from '../../../testing/spawn-module.ts';
import { readNpy } from '../../npy/read-npy.ts';
import { openWorkspace } from '../../workspace/open-workspace.ts';
import { embeddingFiles } from './embedding-files.ts';
import { hashVector } from './testing/hash-encoder.ts';
import { testGround } from './testing/text-workspace.ts';

const documents = Array.from({ length: 2000 }, (_, i) => ({
  id: `d${i}`,
  text: `${i}${'x'.repeat(i % 37)}`,
}));
const queries = Array.from({ length: 40 }, (_, i) => ({ id: `q${i}`, text: `query ${i}` }));
const largestBatch = 8;

describe('encoding that is killed at any moment', () => {
  let module = '';
  beforeAll(async () => {
    module = await bundleForNode(new URL('testing/encoding-process.ts', import.meta.url));
  }, 60_000);
  afterAll(() => rmSync(dirname(module), { recursive: true, force: true }));

  it('encodes only the batch in flight again, and no row is wrong in the end', async () => {
    const ground = await testGround({ documents, queries });
    await ground.workspace.close();
    const path = ground.workspace.path;
    const log = join(ground.folder, 'log.jsonl');
    let kills = 0;
    for (let ended = false; !ended;) {
      const child = spawnModule(module, [path, log]);
      const closed = once(child, 'close');
      await firstLine(child);
      const timer = setTimeout(() => child.kill('SIGKILL'), kills < 6 ? 20 + Math.random() * 250 : 60_000);
      const [code] = await closed;
      clearTimeout(timer);
      ended = code === 0;
      if (!ended) kills++;
      expect(kills).toBeLessThan(10);
    }
    const asked = readFileSync(log, 'utf8').trim().split('\n');
    const texts = asked.flatMap((line) => z.array(z.string()).parse(JSON.parse(line)));
    expect(kills).toBeGreaterThan(0);
    expect(new Set(texts).size).toBe(documents.length + queries.length);
    expect(texts.length - documents.length - queries.length).toBeLessThanOrEqual(kills * largestBatch);

    const workspace = await openWorkspace(path, { appVersion: '1', threads: 1 });
    const rows = async (side: 'documents' | 'queries') =>
      (await readNpy(embeddingFiles(workspace, 'f', 'h', side).whole, '<f4')).data;
    expect([...(await rows('documents'))]).toEqual(documents.flatMap(({ text }) => hashVector(text)));
    expect([...(await rows('queries'))]).toEqual(queries.flatMap(({ text }) => hashVector(`q: ${text}`)));
    await workspace.close();
    rmSync(ground.folder, { recursive: true, force: true });
  }, 120_000);
});
