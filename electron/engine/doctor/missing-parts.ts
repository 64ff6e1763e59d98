import { access, readdir } from 'node:fs/promises';
import { cudaInstallCommand, type Device } from '../runtime/list-devices.ts';
import type { Surroundings } from '../surroundings.ts';

export type MissingPart = { readonly what: string; readonly command: string };

/** What would make this program do more here, each with the one command that adds it. Run in the project's folder. */
export async function missingParts(
  { resourcesFolder }: Pick<Surroundings, 'resourcesFolder'>,
  devices: readonly Device[],
): Promise<readonly MissingPart[]> {
  const missing: MissingPart[] = [];
  const cuda = devices.find(({ name }) => name === 'cuda');
  // ONNX Runtime's package can fetch CUDA for this platform only.
  if (cuda?.available === false && process.platform === 'linux' && process.arch === 'x64') {
    if (cuda.reason.includes(cudaInstallCommand)) {
      const use = (await hasNvidiaDevice())
        ? ''
        : ' (no NVIDIA device was found here, so they would not be used)';
      missing.push({ what: `CUDA libraries for ONNX Runtime${use}`, command: cudaInstallCommand });
    }
  }
  if (!(await exists(resourcesFolder))) {
    missing.push({
      what: `the bundled teacher and the sample (${resourcesFolder})`,
      command: 'git checkout -- resources',
    });
  }
  return missing;
}

async function hasNvidiaDevice(): Promise<boolean> {
  const devices = await readdir('/dev').catch(() => []);
  return devices.some((name) => /^nvidia\d+$/u.test(name)) || exists('/dev/dxg');
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
