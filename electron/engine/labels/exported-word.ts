import { z } from 'zod';
import { labelDesigns, type LabelDesign } from '../../../shared/domain/label-origin.ts';
import { AnnotationLabel } from '../../../shared/ipc/annotate-calls.ts';
import { defaultMapping, labelValues, type LabelValue } from '../../../shared/rates/event-mapping.ts';
import { isWellFormed } from '../../../shared/text/is-well-formed.ts';
import type { Read } from '../import/formats/cell-values.ts';
import type { Fields } from '../import/rows/row.ts';

/** Who a stored label is of: `adjudication` settles what people said of the pair. */
export const labelKinds = ['human', 'adjudication', 'judge'] as const;
export type LabelKind = (typeof labelKinds)[number];

/** What `labels.export` says of each label beside its grade. */
export type ExportedWord = {
  readonly kind: LabelKind;
  readonly relevant: boolean;
  readonly design: LabelDesign;
  /** The word that a person said; absent in judges' answers and in older exports. */
  readonly value?: LabelValue | undefined;
};

/** What was said with a label, and how it was given. */
export type Remark = {
  readonly note: string;
  /** JSON of spans of the document's text. */
  readonly evidence: string;
  readonly blind: boolean | null;
  readonly milliseconds: number | null;
  /** ISO 8601. */
  readonly given: string | null;
};

export const noRemark: Remark = { note: '', evidence: '[]', blind: null, milliseconds: null, given: null };

/** A cell that says something: CSV has empty ones. */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

/** Null where the line lacks one of kind, relevance and design: then it is somebody else's, and what its columns mean is not known. */
export function readExportedWord({ kind, relevant, design, value }: Fields): Read<ExportedWord | null> {
  const ownKind = labelKinds.find((one) => one === kind);
  const ownDesign = labelDesigns.find((one) => one === design);
  const isRelevant = relevant === true || relevant === 'true';
  if (ownKind === undefined || ownDesign === undefined) return { value: null };
  if (!isRelevant && relevant !== false && relevant !== 'false') return { value: null };
  const word = { kind: ownKind, relevant: isRelevant, design: ownDesign };
  if (!isGiven(value)) return { value: word };
  const ownValue = labelValues.find((one) => one === value);
  if (ownValue === undefined) return { problem: `"value" is none of ${labelValues.join(', ')}` };
  // One word, whatever was made of the other cell.
  return { value: { ...word, value: ownValue, relevant: defaultMapping[ownValue] === 'false-negative' } };
}

const Flag = z.union([z.boolean(), z.stringbool({ truthy: ['true'], falsy: ['false'] })]);
const Milliseconds = z.coerce.number().pipe(z.int32().nonnegative());
const Given = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());

/** Columns that are not as an export writes them are somebody else's, and left alone; a note must be text that can be kept. */
export function readRemark(fields: Fields): Read<Remark> {
  const { note = '', evidence } = fields;
  const text = typeof note === 'string' ? note : '';
  if (!isWellFormed(text)) return { problem: '"note" holds half a surrogate pair' };
  const spans = AnnotationLabel.shape.evidence.safeParse(
    typeof evidence === 'string' ? parsed(evidence) : evidence,
  );
  return {
    value: {
      note: text,
      evidence: JSON.stringify(spans.success ? spans.data : []),
      blind: given(Flag, fields['blind']),
      milliseconds: given(Milliseconds, fields['milliseconds']),
      given: given(Given, fields['given']),
    },
  };
}

function given<T>(type: z.ZodType<T>, value: unknown): T | null {
  return isGiven(value) ? (type.safeParse(value).data ?? null) : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
