import { expect, test } from 'vitest';
import { createClient } from '../../shared/ipc/client.ts';
import { memoryPorts } from './memory-ports.ts';
import { serve } from './serve.ts';

test('a call is answered through the pair, and refused by its schema', async () => {
  const ports = memoryPorts();
  serve<'run.remove'>(ports.far, { 'run.remove': async () => {} });
  const client = createClient(ports.near);
  await expect(client.call('run.remove', { workspace: '/w', run: 'r' })).resolves.toBeUndefined();
  await expect(client.call('run.remove', { workspace: '', run: 'r' })).rejects.toMatchObject({
    code: 'invalid-input',
  });
});

test('messages arrive in order, later, and as they are', async () => {
  const ports = memoryPorts();
  const seen: unknown[] = [];
  const sent = [{ a: 1 }, { b: 2 }];
  ports.far.onMessage((message) => seen.push(message));
  for (const message of sent) ports.near.post(message);
  expect(seen).toEqual([]);
  await Promise.resolve();
  expect(seen[0]).toBe(sent[0]);
  expect(seen).toEqual(sent);
});

test('closing ends every pending call, once', async () => {
  const ports = memoryPorts();
  serve<'run.remove'>(ports.far, { 'run.remove': () => new Promise(() => {}) });
  const client = createClient(ports.near);
  const pending = client.call('run.remove', { workspace: '/w', run: 'r' });
  await Promise.resolve();
  ports.close();
  ports.close();
  await expect(pending).rejects.toMatchObject({ code: 'host-exited' });
});
