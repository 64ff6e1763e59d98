import { expect, it } from 'vitest';
import { judgePresets } from '../../../shared/judge/presets.ts';
import { startJudgeServer } from '../../testing/judge-server.ts';
import { discoverServers } from './discover-servers.ts';

it('finds servers on this computer with their models, and says how to start one where there is none', async () => {
  const server = await startJudgeServer({ truth: () => false, models: ['llama', 'qwen'] });
  const [openai, ollama, llama] = judgePresets;
  const local = [
    ...(openai === undefined ? [] : [openai]),
    ...(ollama === undefined ? [] : [{ ...ollama, baseUrl: server.url }]),
    ...(llama === undefined ? [] : [{ ...llama, baseUrl: 'http://127.0.0.1:9/v1' }]),
  ];
  expect(await discoverServers(local)).toEqual({
    servers: [{ preset: 'ollama', name: 'Ollama', baseUrl: server.url, models: ['llama', 'qwen'] }],
    hint: null,
  });
  await server.close();
  expect(await discoverServers(local)).toMatchObject({
    servers: [],
    hint: expect.stringContaining('ollama serve'),
  });
});
