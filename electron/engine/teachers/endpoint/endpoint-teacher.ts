import { z } from 'zod';
import { AppError } from '../../../../shared/errors.ts';
import { createVectorTeacher } from '../encode/vector-teacher.ts';
import { readJson, writeWhole } from '../onnx/file-hash.ts';
import { teacherFingerprint } from '../teacher-fingerprint.ts';
import type { OpenTeacher, TeacherRequest } from '../teacher.ts';
import { createEndpointEncoder } from './endpoint-encoder.ts';
import { parseEndpoint, type Endpoint } from './parse-endpoint.ts';

const defaultKeyVariable = 'OPENAI_API_KEY';

/**
 * `endpoint:BASE_URL#MODEL`: embeddings of an OpenAI-compatible server. The first opening asks it for one vector, which shows
 * that address, model and key are right, and how long its vectors are; later ones do not need the network.
 */
export const openEndpointTeacher: OpenTeacher = async (request) => {
  const { options, surroundings } = request;
  const endpoint = parseEndpoint(request.target);
  const similarity = options.similarity ?? 'cosine';
  const prompts = { query: options.queryPrompt ?? '', document: options.documentPrompt ?? '' };
  const dimensions = await dimensionsOf(endpoint, request);
  return createVectorTeacher({
    request,
    kind: 'endpoint',
    encoder: () =>
      Promise.resolve(
        createEndpointEncoder(endpoint, {
          apiKey: keyOf(options.apiKeyEnv),
          dimensions,
          log: surroundings.log,
        }),
      ),
    fingerprint: teacherFingerprint([
      'endpoint',
      1,
      endpoint.baseUrl,
      endpoint.model,
      prompts.query,
      prompts.document,
      similarity,
      dimensions,
    ]),
    similarity,
    dimensions,
    prompts,
    notes: [
      `Vectors of ${dimensions} numbers by ${endpoint.model} at ${endpoint.baseUrl}; texts leave this machine when that is elsewhere.`,
      `Prompts: ${prompts.query === '' && prompts.document === '' ? 'none but what the server adds' : 'as given'}; it also cuts long texts as it likes.`,
      `Similarity: ${similarity}${options.similarity === undefined ? ' (an endpoint names none)' : ' (as asked)'}.`,
    ],
  });
};

/** A named variable must be there; the usual one may be missing, for local servers want no key. */
function keyOf(variable: string | undefined): string | null {
  const key = process.env[variable ?? defaultKeyVariable]?.trim() ?? '';
  if (key !== '') return key;
  if (variable === undefined) return null;
  throw new AppError(
    'invalid-input',
    `environment variable ${variable} is empty or not set: it must hold the key`,
  );
}

const Known = z.object({ dimensions: z.int().positive() });

async function dimensionsOf(
  endpoint: Endpoint,
  { workspace, options, surroundings, task }: TeacherRequest,
): Promise<number> {
  const key = teacherFingerprint(['endpoint-dimensions', endpoint.baseUrl, endpoint.model]);
  const file = workspace.file('endpoints', `${key}.json`);
  const known = Known.safeParse(await readJson(file));
  if (known.success) return known.data.dimensions;
  const encoder = createEndpointEncoder(endpoint, {
    apiKey: keyOf(options.apiKeyEnv),
    dimensions: null,
    log: surroundings.log,
    retries: { tries: 2, firstWaitMs: 500, longestWaitMs: 10_000 },
  });
  const { dimensions } = await encoder.encode(
    ['one vector, please'],
    'queries',
    task?.signal ?? new AbortController().signal,
  );
  if (!workspace.readOnly) {
    await writeWhole(file, `${JSON.stringify({ ...endpoint, dimensions })}\n`);
  }
  return dimensions;
}
