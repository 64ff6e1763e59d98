import { InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import type { Mapping } from '../../../shared/ipc/label-mapping.ts';
import { defaultMapping, labelEvents, labelValues } from '../../../shared/rates/event-mapping.ts';
import { once } from './once.ts';

/** As `--counts` was written, as `mapping` of a call; absent where it was not. */
export const Counts = z
  .string()
  .transform((text) => mappingOf(text))
  .optional();

/** What labels count as where that is not as usual; given at most once. */
export function countsOption(): Option {
  return new Option(
    '--counts <LABEL=EVENT,…>',
    `what labels count as, where not as usual. Labels: ${labelValues.join(', ')}; events: ${labelEvents.join(', ')}`,
  ).argParser(
    once((text) => {
      mappingOf(text);
      return text;
    }),
  );
}

/** `partly=false-negative,umbrela-1=false-negative` on top of the usual mapping. Throws commander's error. */
export function mappingOf(text: string): z.output<typeof Mapping> {
  const mapping = { ...defaultMapping };
  const told = new Map<string, string>();
  for (const part of text.split(',')) {
    const [name = '', word = ''] = part.split('=').map((side) => side.trim());
    const label = labelValues.find((one) => one === name);
    const event = labelEvents.find((one) => one === word);
    if (label === undefined || event === undefined) {
      throw new InvalidArgumentError(
        `Write LABEL=EVENT, as in partly=false-negative; "${part.trim()}" is none.`,
      );
    }
    if ((told.get(label) ?? event) !== event) {
      throw new InvalidArgumentError(`It says that ${label} is both ${told.get(label) ?? ''} and ${event}.`);
    }
    told.set(label, event);
    mapping[label] = event;
  }
  return mapping;
}
