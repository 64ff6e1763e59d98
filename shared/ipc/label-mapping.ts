import { z } from 'zod';
import { labelEvents, labelValues } from '../rates/event-mapping.ts';

export const LabelValueName = z.enum(labelValues);

/** What each label counts as; absent: `defaultMapping`. */
export const Mapping = z.record(LabelValueName, z.enum(labelEvents));
