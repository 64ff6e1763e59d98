import { AppError } from '../../../../shared/errors.ts';
import type { HubAccess } from './hub-access.ts';
import type { HubTarget } from './hub-target.ts';

/** What an answer of the hub with this status means for the one who asked for `target`. */
export function hubStatusError(status: number, target: HubTarget, access: HubAccess, what: string): AppError {
  const model = `${target.owner}/${target.name}@${target.revision}`;
  if (status === 401 || status === 403) {
    const advice =
      access.token === null
        ? 'it is private or gated, or does not exist; accept its terms on its page and set HF_TOKEN'
        : 'HF_TOKEN is set but does not allow it; accept its terms on its page';
    return new AppError('failed', `the hub refuses ${what} of ${model} (${status}): ${advice}`);
  }
  if (status === 404) return new AppError('not-found', `the hub has no ${what} of ${model} (404)`);
  return new AppError('failed', `the hub answered ${status} for ${what} of ${model}; try again later`);
}

/** The hub was not reached at all. */
export function hubUnreachable(access: HubAccess, target: HubTarget, cause: unknown): AppError {
  const reason =
    cause instanceof Error ? (cause.cause instanceof Error ? cause.cause.message : cause.message) : '';
  return new AppError(
    'failed',
    `${access.url} cannot be reached for ${target.owner}/${target.name} (${reason}); run again when online: what came stays`,
    { cause },
  );
}
