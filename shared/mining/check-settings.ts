import type { MiningSettings } from '../domain/mining-settings.ts';
import { AppError } from '../errors.ts';

/** Throws `wrong-usage` for rules that no candidate could pass together. A view may show them; a run must not be stored from them. */
export function checkSettings(settings: MiningSettings): void {
  const { shift, rangeMax, minScore, maxScore } = settings;
  if (shift !== null && rangeMax !== null && shift >= rangeMax) {
    throw new AppError(
      'wrong-usage',
      `shift ${shift} drops every rank that range-max ${rangeMax} keeps: make shift smaller than range-max`,
    );
  }
  if (minScore !== null && maxScore !== null && minScore >= maxScore) {
    throw new AppError(
      'wrong-usage',
      `no score is at least ${minScore} and below ${maxScore}: make min-score smaller than max-score`,
    );
  }
}
