import { AppError } from '../errors.ts';

/** Somebody else labelled in a queue as the same annotator after what the caller knows of it. `at`: when they last did, ISO 8601. */
export function labelledElsewhere(annotator: string, at: string): AppError {
  const [, clock = at] = /T(\d\d:\d\d:\d\d)/u.exec(at) ?? [];
  return new AppError(
    'changed-elsewhere',
    `another window or program labelled this queue as ${annotator}, last at ${clock} UTC`,
  );
}
