/** Where a judge may be reached; all speak OpenAI's chat protocol. */
export type JudgePreset = {
  readonly id: 'openai' | 'ollama' | 'llama.cpp' | 'vllm' | 'lm-studio';
  readonly name: string;
  readonly baseUrl: string;
  readonly needsKey: boolean;
  /** How to start one on this computer; null where that cannot be. */
  readonly start: string | null;
};

/** The servers that are known by name, with the ports that they use unless told otherwise. */
export const judgePresets: readonly JudgePreset[] = [
  { id: 'openai', name: 'OpenAI', baseUrl: 'https://api.openai.com/v1', needsKey: true, start: null },
  {
    id: 'ollama',
    name: 'Ollama',
    baseUrl: 'http://127.0.0.1:11434/v1',
    needsKey: false,
    start: 'ollama serve, then ollama pull MODEL',
  },
  {
    id: 'llama.cpp',
    name: 'llama.cpp',
    baseUrl: 'http://127.0.0.1:8080/v1',
    needsKey: false,
    start: 'llama-server -m MODEL.gguf --port 8080',
  },
  {
    id: 'vllm',
    name: 'vLLM',
    baseUrl: 'http://127.0.0.1:8000/v1',
    needsKey: false,
    start: 'vllm serve MODEL',
  },
  {
    id: 'lm-studio',
    name: 'LM Studio',
    baseUrl: 'http://127.0.0.1:1234/v1',
    needsKey: false,
    start: 'start the server in its Developer tab, or lms server start',
  },
];

/** What to say where no server was found on this computer. */
export const noServerHint = `No server that speaks OpenAI's protocol answers on this computer. Start one, for instance: ${judgePresets
  .flatMap(({ name, start }) => (start === null ? [] : [`${name} (${start})`]))
  .join('; ')}.`;
