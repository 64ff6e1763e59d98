import { AppError } from '../../../../shared/errors.ts';

/** A model on the hub. */
export type HubTarget = { readonly owner: string; readonly name: string; readonly revision: string };

const part = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** `OWNER/NAME[@REVISION]`; the revision is a branch, tag or commit, `main` when absent. Throws `wrong-usage`. */
export function parseHubTarget(target: string): HubTarget {
  const at = target.indexOf('@');
  const id = at < 0 ? target : target.slice(0, at);
  const revision = at < 0 ? 'main' : target.slice(at + 1);
  const [owner = '', name = '', ...rest] = id.split('/');
  const wrong = [owner, name].some((each) => !part.test(each)) || rest.length > 0;
  if (wrong || !/^[A-Za-z0-9][A-Za-z0-9._/-]*$/.test(revision) || revision.includes('..')) {
    throw new AppError(
      'wrong-usage',
      `a model on the hub is written hub:OWNER/NAME[@REVISION], not "${target}"`,
    );
  }
  return { owner, name, revision };
}
