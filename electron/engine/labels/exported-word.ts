import { z } from 'zod';
import { labelDesigns, type LabelDesign } from '../../../shared/domain/label-origin.ts';
import { AnnotationLabel } from '../../../shared/ipc/annotate-calls.ts';
import { defaultMapping, labelValues, type LabelValue } from '../../../shared/rates/event-mapping.ts';
import { isWellFormed } from '../../../shared/text/is-well-formed.ts';
import { isGiven, type Read } from '../import/formats/cell-values.ts';
import type { Fields } from '../import/rows/row.ts';

/** Who a stored label is of: `adjudication` settles what people said of the pair. */
export const labelKinds = ['human', 'adjudication', 'judge'] as const;
export type LabelKind = (typeof labelKinds)[number];

/** What `labels.export` says of each label beside its grade. */
export type ExportedWord = {
  readonly kind: LabelKind;
  /** Absent: as the grade says. */
  readonly relevant?: boolean | undefined;
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

/**
 * Null where the line does not say a kind of ours beside a relevance or a design of ours: then it is somebody else's, and what its columns mean is
 * not known. In a line of ours a cell that cannot be read, or that another one contradicts, is a problem: a spreadsheet or a person changed it.
 */
export function readExportedWord({ kind, relevant, design, value }: Fields): Read<ExportedWord | null> {
  const ownKind = wordIn(labelKinds, kind);
  const ownDesign = wordIn(labelDesigns, design);
  const isRelevant = given(Flag, relevant);
  if (ownKind === undefined || (ownDesign === undefined && isRelevant === null)) return { value: null };
  if (isGiven(relevant) && isRelevant === null) return unreadable('relevant', relevant, 'true, false');
  if (isGiven(design) && ownDesign === undefined) {
    return unreadable('design', design, labelDesigns.join(', '));
  }
  const word = {
    kind: ownKind,
    ...(isRelevant === null ? {} : { relevant: isRelevant }),
    design: ownDesign ?? 'unknown',
  };
  if (!isGiven(value)) return { value: word };
  const ownValue = wordIn(labelValues, value);
  if (ownValue === undefined) return unreadable('value', value, labelValues.join(', '));
  const meant = defaultMapping[ownValue] === 'false-negative';
  if (isRelevant !== null && isRelevant !== meant) {
    return {
      problem: `"value" is ${ownValue}, and "relevant" ${String(isRelevant)}: to say another word change both, or leave "value" empty`,
    };
  }
  return { value: { ...word, value: ownValue, relevant: meant } };
}

function unreadable(column: string, value: unknown, known: string): { readonly problem: string } {
  return { problem: `"${column}" is ${JSON.stringify(value)}, none of ${known}` };
}

/** Spreadsheets write words with capitals. */
function wordIn<T extends string>(words: readonly T[], value: unknown): T | undefined {
  return typeof value === 'string' ? words.find((one) => one === value.toLowerCase()) : undefined;
}

const Flag = z.union([z.boolean(), z.stringbool({ truthy: ['true'], falsy: ['false'] })]);
const Milliseconds = z.coerce.number().pipe(z.int32().nonnegative());
/** In UTC, where that is a year of our calendar: no other can be stored, or read again. */
const Given = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text).toISOString())
  .refine((text) => /^\d{4}-/u.test(text) && !text.startsWith('0000'));

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
