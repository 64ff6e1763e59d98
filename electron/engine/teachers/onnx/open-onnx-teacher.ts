import type { TeacherKind } from '../../../../shared/domain/teacher.ts';
import { createVectorTeacher } from '../encode/vector-teacher.ts';
import type { OpenTeacher, Teacher, TeacherRequest } from '../teacher.ts';
import { inspectModel, outputUse, type Inspection } from './inspect-model.ts';
import { modelFingerprint } from './model-fingerprint.ts';
import { readModelSettings, type ModelSettings } from './model-settings.ts';
import { openOnnxEncoder } from './onnx-encoder.ts';
import { textLengths } from './text-lengths.ts';

/** `onnx:FOLDER`: a local bi-encoder in Hugging Face layout. Throws `AppError` naming the file that is missing or wrong. */
export const openOnnxTeacher: OpenTeacher = (request) =>
  openModelFolder(request, { kind: 'onnx', folder: request.target, notes: [] });

/** The same for a folder that came another way: `kind` says which, `hubName` helps to know the model's family. */
export async function openModelFolder(
  request: TeacherRequest,
  model: {
    readonly kind: TeacherKind;
    readonly folder: string;
    readonly hubName?: string;
    readonly notes: readonly string[];
  },
): Promise<Teacher> {
  const { surroundings, options } = request;
  const settings = await readModelSettings(model.folder, options, model.hubName);
  const fingerprint = await modelFingerprint(settings, surroundings.cacheFolder);
  const inspection = await inspectModel(settings, fingerprint, surroundings.cacheFolder);
  return createVectorTeacher({
    request,
    kind: model.kind,
    encoder: () => openOnnxEncoder(settings, outputUse(settings, inspection.output), surroundings),
    fingerprint,
    similarity: settings.similarity,
    dimensions: inspection.dimensions,
    notes: [...model.notes, ...settings.notes, ...outputNotes(settings, inspection)],
    prompts: settings.prompts,
    documentLengths: textLengths(settings),
  });
}

function outputNotes(settings: ModelSettings, { output }: Inspection): readonly string[] {
  const pooling =
    output.level === 'sentence'
      ? 'Pooling: inside the graph.'
      : `Pooling: ${settings.pooling ?? 'mean'} (${settings.poolingSource}).`;
  const prompt = settings.modules.includePrompt ? [] : ['The prompt is left out of the mean (1_Pooling).'];
  const normalised = settings.modules.normalise
    ? 'Vectors are normalised (modules.json).'
    : settings.similarity === 'cosine'
      ? 'Vectors are normalised here, for the cosine; the model does not.'
      : 'Vectors are not normalised.';
  return [output.note, pooling, ...prompt, normalised];
}
