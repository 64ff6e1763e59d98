import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Progress } from '../../../../shared/domain/progress.ts';
import type { Task } from '../../task.ts';
import { fetchHubSnapshot } from './hub-snapshot.ts';
import { parseHubTarget } from './hub-target.ts';
import { startHubServer, type HubServer } from './testing/hub-server.ts';

const weights = Buffer.alloc(300_000, 'negscope');
const files = new Map([
  ['config.json', Buffer.from('{"model_type":"bert"}')],
  ['1_Pooling/config.json', Buffer.from('{}')],
  ['tokenizer.json', Buffer.from('{"model":{}}')],
  ['onnx/model.onnx', weights],
  ['onnx/model.onnx_data', Buffer.alloc(1000, 'd')],
  ['onnx/model_quantized.onnx', Buffer.alloc(100, 'q')],
  ['model.safetensors', Buffer.alloc(500_000)],
  ['openvino/openvino_model.json', Buffer.from('{}')],
  ['README.md', Buffer.from('# model')],
]);
const target = parseHubTarget('owner/model');

describe('fetchHubSnapshot', () => {
  let hub: HubServer;
  let cacheFolder: string;
  let said: Progress[];
  beforeEach(async () => {
    hub = await startHubServer(files);
    cacheFolder = await mkdtemp(join(tmpdir(), 'negscope-hub-'));
    said = [];
  });
  afterEach(async () => {
    await hub.close();
    await rm(cacheFolder, { recursive: true, force: true });
  });

  const fetchIt = (
    changes: { token?: string; onnxFile?: string; of?: string; signal?: Task['signal'] } = {},
  ) =>
    fetchHubSnapshot(parseHubTarget(changes.of ?? 'owner/model'), {
      access: { url: hub.url, token: changes.token ?? null },
      cacheFolder,
      onnxFile: changes.onnxFile,
      task: {
        signal: changes.signal ?? new AbortController().signal,
        progress: (progress) => void said.push(progress),
      },
      retryMs: 1,
    });
  const namesIn = async (folder: string): Promise<readonly string[]> =>
    (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name)
      .toSorted();

  /** Bytes of the model's files, whole or in part. */
  const bytesIn = async (folder: string): Promise<number> => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const ours = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('revision-'));
    const sizes = await Promise.all(
      ours.map(({ parentPath, name }) => stat(join(parentPath, name)).then(({ size }) => size)),
    );
    return sizes.reduce((sum, size) => sum + size, 0);
  };

  it('fetches the settings, the tokenizer and one graph with its data, and tells the bytes', async () => {
    const { folder, note } = await fetchIt();
    expect(await namesIn(folder)).toEqual([
      'config.json',
      'config.json',
      'model.onnx',
      'model.onnx_data',
      'tokenizer.json',
    ]);
    expect(await readFile(join(folder, 'onnx/model.onnx'))).toEqual(weights);
    expect(note).toContain('owner/model, revision main (commit c0ffee000000)');
    const total = 300_000 + 1000 + 21 + 2 + 12;
    expect(said.at(-1)).toMatchObject({ stage: 'download', done: total, total, unit: 'bytes' });
  });

  it('goes on where a broken connection ended, within one call', async () => {
    hub.troubles.push('drop', 'busy', 'drop');
    const { folder } = await fetchIt();
    expect(await readFile(join(folder, 'onnx/model.onnx'))).toEqual(weights);
    expect(hub.asked.some((line) => /model\.onnx from [1-9]|config\.json from [1-9]/.test(line))).toBe(true);
  });

  it('goes on where a cancelled call ended', async () => {
    const controller = new AbortController();
    const onBytes = said;
    onBytes.push = (...items) => {
      if (items.some(({ detail, done }) => detail === 'onnx/model.onnx' && done > 10_000)) controller.abort();
      return 0;
    };
    hub.troubles.push(...Array.from({ length: 2 }, () => 'busy' as const));
    await expect(fetchIt({ signal: controller.signal })).rejects.toMatchObject({ code: 'cancelled' });
    const kept = await bytesIn(cacheFolder);
    expect(kept).toBeGreaterThan(10_000);
    said = [];
    const { folder } = await fetchIt();
    expect(await readFile(join(folder, 'onnx/model.onnx'))).toEqual(weights);
    // Counted from the start: the rate is made of what comes now.
    expect(said[0]?.done).toBe(kept);
    expect(said.map(({ done }) => done)).toEqual(said.map(({ done }) => done).toSorted((a, b) => a - b));
  });

  it('works offline once it is whole', async () => {
    const { folder } = await fetchIt();
    await hub.close();
    expect((await fetchIt()).folder).toBe(folder);
    hub = await startHubServer(files);
  });

  it('fetches another graph of the same model when it is asked for', async () => {
    await fetchIt();
    const { folder } = await fetchIt({ onnxFile: 'onnx/model_quantized.onnx' });
    expect(await namesIn(folder)).toContain('model_quantized.onnx');
  });

  it('says what a refusal means: gated, wrong token, unknown model, unknown graph, unreachable', async () => {
    await expect(fetchIt({ of: 'owner/other' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(fetchIt({ onnxFile: 'x.onnx' })).rejects.toThrow(/has no x.onnx; it has onnx\/model.onnx/);
    hub.token = 'secret';
    await expect(fetchIt({ of: 'owner/model@dev' })).rejects.toThrow(/set HF_TOKEN/);
    await expect(fetchIt({ of: 'owner/model@dev', token: 'wrong' })).rejects.toThrow(
      /HF_TOKEN is set but does not allow/,
    );
    await fetchIt({ token: 'secret' });
    await hub.close();
    await expect(fetchIt({ of: 'owner/model@dev' })).rejects.toThrow(/cannot be reached for owner\/model/);
    hub = await startHubServer(files);
  });

  it('removes a file whose bytes are not those that were promised', async () => {
    const { folder } = await fetchIt();
    await rm(join(folder, 'onnx/model.onnx'));
    await writeFile(join(folder, 'onnx/model.onnx.partial'), Buffer.alloc(weights.length));
    await expect(fetchIt()).rejects.toThrow(/SHA-256 is wrong/);
    expect(await readFile(join((await fetchIt()).folder, 'onnx/model.onnx'))).toEqual(weights);
  });
});

describe('parseHubTarget', () => {
  it('reads owner, name and revision, and refuses what leads elsewhere', () => {
    expect(target).toEqual({ owner: 'owner', name: 'model', revision: 'main' });
    expect(parseHubTarget('a/b@refs/pr/1')).toEqual({ owner: 'a', name: 'b', revision: 'refs/pr/1' });
    for (const wrong of ['a', 'a/b/c', '../b', 'a/..', 'a/b@', 'a/b@../../x', '']) {
      expect(() => parseHubTarget(wrong)).toThrow(/is written hub:OWNER/);
    }
  });
});
