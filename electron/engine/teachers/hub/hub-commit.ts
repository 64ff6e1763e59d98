import { HubApiError, modelInfo } from '@huggingface/hub';
import { AppError } from '../../../../shared/errors.ts';
import { hubFetch, type HubAccess } from './hub-access.ts';
import { hubStatusError, hubUnreachable } from './hub-error.ts';
import type { HubTarget } from './hub-target.ts';

/** The commit that a branch or tag means now. Throws `not-found`, or `failed` with what to do. */
export async function hubCommit(target: HubTarget, access: HubAccess): Promise<string> {
  const name = `${target.owner}/${target.name}`;
  try {
    const { sha } = await modelInfo({
      name,
      revision: target.revision,
      additionalFields: ['sha'],
      hubUrl: access.url,
      fetch: hubFetch(access),
    });
    if (/^[0-9a-f]{7,64}$/.test(sha)) return sha;
    throw new AppError('failed', `the hub names no commit for ${name}@${target.revision}`);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    if (cause instanceof HubApiError)
      throw hubStatusError(cause.statusCode, target, access, 'the description');
    throw hubUnreachable(access, target, cause);
  }
}
