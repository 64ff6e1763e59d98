import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { createClient, type Client } from '../../shared/ipc/client.ts';
import type { CallsOf, Handlers, Output } from '../../shared/ipc/contract.ts';
import type { Port } from '../../shared/ipc/wire.ts';
import { portPair } from '../testing/port-pair.ts';
import { serve } from './serve.ts';

type Served = 'labels.export' | 'run.remove' | 'workspace.close';

const exported: Output<'labels.export'> = { path: '/out', lines: 2, sha256: 'abc' };

/** Answers at once, never (until cancelled), or with an error. */
const handlers: Handlers<Served, AbortSignal> = {
  async 'labels.export'(_input, { progress }) {
    for (const done of [1, 2]) progress({ stage: 'write', done, total: 2, unit: 'lines' });
    return exported;
  },
  'workspace.close': (_input, { signal }) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(new Error('stopped')));
    }),
  async 'run.remove'({ run }) {
    if (run === 'broken') throw new TypeError('a defect');
    throw new AppError('not-found', `${run}: no such run`);
  },
};

function connected(): { client: Client; far: Port; close: () => void } {
  const pair = portPair();
  serve(pair.far, handlers);
  return { client: createClient(pair.near), far: pair.far, close: pair.close };
}

const toExport = { workspace: '/w', out: '/out', format: 'jsonl', replace: false } as const;
const forever = { workspace: '/w' };

describe('calls between processes', () => {
  it('answers', async () => {
    await expect(connected().client.call('labels.export', toExport)).resolves.toEqual(exported);
  });

  it('says how far a call is before it answers', async () => {
    const seen: number[] = [];
    await connected().client.call('labels.export', toExport, { onProgress: ({ done }) => seen.push(done) });
    expect(seen).toEqual([1, 2]);
  });

  it('refuses input that breaks the contract, and names the field', async () => {
    // @ts-expect-error the contract knows no such format
    const refused = connected().client.call('labels.export', { ...toExport, format: 'xml' });
    await expect(refused).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringMatching(/^labels\.export: format: /u),
    });
  });

  it.each(['engine.doctor', 'app.info'] as const)(
    'refuses %s, which this host does not serve',
    async (name) => {
      await expect(connected().client.call(name, undefined)).rejects.toMatchObject({ code: 'invalid-input' });
    },
  );

  it.each(['toString', '__proto__', 'constructor', 'no.such'])(
    'refuses %s, which is no call',
    async (name) => {
      const { near, far } = portPair();
      serve(far, handlers);
      const answer = new Promise((resolve) => near.onMessage(resolve));
      near.post({ kind: 'call', id: 1, name, input: {} });
      expect(await answer).toMatchObject({ kind: 'error', id: 1, code: 'invalid-input' });
    },
  );

  it('passes errors on with their code, and defects as failures', async () => {
    const { client } = connected();
    await expect(client.call('run.remove', { workspace: '/w', run: 'x' })).rejects.toMatchObject({
      code: 'not-found',
      message: 'x: no such run',
    });
    await expect(client.call('run.remove', { workspace: '/w', run: 'broken' })).rejects.toMatchObject({
      code: 'failed',
      message: 'a defect',
    });
  });

  it('cancels a running call', async () => {
    const controller = new AbortController();
    const running = connected().client.call('workspace.close', forever, { signal: controller.signal });
    setTimeout(() => controller.abort(), 5);
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('does not begin a call that was cancelled before', async () => {
    const running = connected().client.call('workspace.close', forever, { signal: AbortSignal.abort() });
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('delivers events until the listener is taken away', async () => {
    const { client, far } = connected();
    const seen: string[] = [];
    const stop = client.on('menu.command', (command) => seen.push(command));
    far.post({ kind: 'event', name: 'menu.command', payload: 'open-data' });
    await expect(client.call('labels.export', toExport)).resolves.toEqual(exported);
    stop();
    far.post({ kind: 'event', name: 'menu.command', payload: 'help' });
    await client.call('labels.export', toExport);
    expect(seen).toEqual(['open-data']);
  });

  it('rejects what is pending when the host ends, and whatever comes after', async () => {
    const { client, close } = connected();
    const running = client.call('workspace.close', forever);
    setTimeout(close, 5);
    await expect(running).rejects.toMatchObject({ code: 'host-exited' });
    await expect(client.call('labels.export', toExport)).rejects.toMatchObject({ code: 'host-exited' });
  });

  it('is not disturbed by messages that are no requests', async () => {
    const { near, far } = portPair();
    serve(far, handlers);
    for (const message of [null, 7, 'x', {}, { kind: 'call' }, { kind: 'cancel', id: 99 }])
      near.post(message);
    await expect(createClient(near).call('labels.export', toExport)).resolves.toEqual(exported);
  });

  it('obliges a host to answer every call the contract gives it', () => {
    // @ts-expect-error the contract must make an empty handler map a type error
    const incomplete: Handlers<CallsOf<'engine'>, AbortSignal> = {};
    // @ts-expect-error an answer of the wrong shape is a type error
    const wrong: Handlers<'labels.export', AbortSignal> = { 'labels.export': async () => ({ path: 1 }) };
    expect([Object.keys(incomplete), Object.keys(wrong)]).toEqual([[], ['labels.export']]);
  });
});
