import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { TeacherOptions } from '../../../../shared/domain/teacher.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { openRequest } from '../testing/open-request.ts';
import { quietTask, requestAll, smallWorkspace } from '../testing/small-workspace.ts';
import type { Teacher } from '../teacher.ts';
import { openEndpointTeacher } from './endpoint-teacher.ts';
import { parseEndpoint } from './parse-endpoint.ts';
import { goodAnswer, plannedServer, vectorOf } from './testing/planned-server.ts';

async function small(): Promise<Workspace> {
  const { workspace, remove } = await smallWorkspace({
    documents: ['aaaa', 'zz', 'mmmmmmmmmmmmm'].map((text, i) => ({ id: `d${i}`, text })),
    queries: [{ id: 'q', text: 'zzz' }],
  });
  onTestFinished(remove);
  return workspace;
}

async function served(plan = goodAnswer): ReturnType<typeof plannedServer> {
  const server = await plannedServer(plan);
  onTestFinished(server.close);
  return server;
}

function open(workspace: Workspace, url: string, options: TeacherOptions = {}): Promise<Teacher> {
  return openEndpointTeacher(openRequest(workspace, `${url}#tiny`, options));
}

function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = (x: readonly number[], y: readonly number[]): number =>
    x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

describe('openEndpointTeacher', () => {
  it('learns the dimension once, encodes every text once and retrieves by the cosine', async () => {
    const workspace = await small();
    const server = await served();
    const teacher = await open(workspace, server.url, { documentPrompt: 'D:', queryPrompt: 'Q:' });
    expect(teacher.summary).toMatchObject({ kind: 'endpoint', dimensions: 3, similarity: 'cosine' });
    const retriever = await teacher.retriever(quietTask);
    const pool = await retriever.retrieve(requestAll(await workspace.dataSet(), 3), quietTask);
    const scores = ['aaaa', 'zz', 'mmmmmmmmmmmmm'].map((text) =>
      cosine(vectorOf('Q:zzz'), vectorOf(`D:${text}`)),
    );
    const best = [0, 1, 2].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
    expect([...pool.documents]).toEqual(best);
    expect([...pool.scores]).toEqual(best.map((document) => expect.closeTo(scores[document] ?? 0, 6)));
    await teacher.close();

    const asked = server.requests.length;
    const again = await open(workspace, server.url, { documentPrompt: 'D:', queryPrompt: 'Q:' });
    expect([again.summary.fingerprint, (await again.embed(quietTask)).encoded]).toEqual([
      teacher.summary.fingerprint,
      0,
    ]);
    expect(server.requests).toHaveLength(asked);
    const other = await open(workspace, server.url, { documentPrompt: 'E:' });
    expect(other.summary.fingerprint).not.toBe(teacher.summary.fingerprint);
  });

  it('takes the key from the environment variable that is named, and says when it is not there', async () => {
    const workspace = await small();
    const server = await served();
    await expect(open(workspace, server.url, { apiKeyEnv: 'NEGSCOPE_TEST_KEY' })).rejects.toThrow(
      'environment variable NEGSCOPE_TEST_KEY is empty or not set',
    );
    vi.stubEnv('NEGSCOPE_TEST_KEY', 'sk-1');
    onTestFinished(() => void vi.unstubAllEnvs());
    const teacher = await open(workspace, server.url, { apiKeyEnv: 'NEGSCOPE_TEST_KEY' });
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer sk-1']);
    expect(JSON.stringify(teacher.summary)).not.toContain('sk-1');
  });

  it('cannot be added when no server answers', async () => {
    const workspace = await small();
    const { url, close } = await plannedServer(goodAnswer);
    await close();
    await expect(open(workspace, url)).rejects.toThrow(/tiny at .* cannot be reached \(ECONNREFUSED/);
  });
});

describe('parseEndpoint', () => {
  it.each(['', 'http://x', '#m', 'ftp://x#m', 'localhost:1#m', 'http://x#', 'http://me:pw@x/v1#m'])(
    'refuses %j',
    (target) => {
      expect(() => parseEndpoint(target)).toThrow(/is written|takes no name or password/);
    },
  );

  it('keeps the path and drops the last slash', () => {
    expect(parseEndpoint('https://h:1/v1/#a/b:c')).toEqual({ baseUrl: 'https://h:1/v1', model: 'a/b:c' });
  });
});
