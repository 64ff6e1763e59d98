import { join } from 'node:path';
import type { OpenTeacher } from '../teacher.ts';
import { openModelFolder } from './open-onnx-teacher.ts';

const name = 'all-MiniLM-L6-v2-q8';

/** `bundled`: the model that comes with the program, so that it works offline at first start. */
export const openBundledTeacher: OpenTeacher = (request) =>
  openModelFolder(request, {
    kind: 'bundled',
    folder: join(request.surroundings.resourcesFolder, 'models', name),
    notes: [
      `${name} comes with Negscope (Apache-2.0): 8-bit weights, cosine to the original at least 0.999.`,
    ],
  });
