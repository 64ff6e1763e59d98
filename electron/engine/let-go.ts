import { AppError } from '../../shared/errors.ts';

/** Why work stops that no person stopped: whoever asked for it is gone, or what it works in is closed. The reason of its signal. */
export const letGo = new AppError('cancelled', 'what was asked for is of no use any more');
