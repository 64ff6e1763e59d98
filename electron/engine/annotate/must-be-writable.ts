import { AppError } from '../../../shared/errors.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** Throws `read-only` where no queue could be kept. */
export function mustBeWritable({ path, readOnly }: Workspace): void {
  if (readOnly) {
    throw new AppError('read-only', `${path} cannot be written: copy it to a folder of your own to label it`);
  }
}
