import { openModelFolder } from '../onnx/open-onnx-teacher.ts';
import type { OpenTeacher } from '../teacher.ts';
import { hubAccess } from './hub-access.ts';
import { fetchHubSnapshot } from './hub-snapshot.ts';
import { parseHubTarget } from './hub-target.ts';

/** `hub:OWNER/NAME[@REVISION]`: fetched once into the cache, then a local folder like any other. Throws `AppError`. */
export const openHubTeacher: OpenTeacher = async (request) => {
  const target = parseHubTarget(request.target);
  const snapshot = await fetchHubSnapshot(target, {
    access: hubAccess(),
    cacheFolder: request.surroundings.cacheFolder,
    onnxFile: request.options.onnxFile,
    task: request.task ?? { signal: new AbortController().signal, progress: () => {} },
  });
  return openModelFolder(request, {
    kind: 'hub',
    folder: snapshot.folder,
    hubName: `${target.owner}/${target.name}`,
    notes: [snapshot.note],
  });
};
