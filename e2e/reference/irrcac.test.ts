import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sharedFile, skippedWithout } from '../../electron/testing/shared-material.ts';
import {
  agreementWeights,
  weightings,
  type Weighting,
  type WeightMatrix,
} from '../../shared/agreement/agreement-weights.ts';
import type { AgreementEstimate } from '../../shared/agreement/agreement-estimate.ts';
import { tableOfCounts } from '../../shared/agreement/confusion-table.ts';
import { agreementOfRatings, type RatingCoefficient } from '../../shared/agreement/rating-agreement.ts';
import { agreementOfTable } from '../../shared/agreement/table-agreement.ts';
import type { TableCoefficient } from '../../shared/agreement/table-coefficient.ts';

const Rating = z.union([z.string(), z.number(), z.null()]);
const Reference = z.object({
  datasets: z.record(
    z.string(),
    z.object({ data: z.union([z.record(z.string(), z.array(Rating)), z.array(z.array(z.number()))]) }),
  ),
  cases: z.array(
    z.object({
      test: z.string(),
      coefficient: z.string(),
      dataset: z.string(),
      weights: z.string(),
      digits: z.number().optional(),
      expect: z.record(z.string(), z.number()),
    }),
  ),
});

const path = sharedFile('reference', 'irrcac.json');

// The matrices that irrCAC's tests pass by hand (the file names them `custom`).
const custom: Readonly<Record<number, readonly number[]>> = {
  5: [
    1, 0.75, 0.5, 0.25, 0, 0, 1, 0.75, 0.5, 0.25, 0.25, 0, 1, 0.75, 0.5, 0.5, 0.25, 0, 1, 0.75, 0.75, 0.5,
    0.25, 0, 1,
  ],
  4: [1, 0.67, 0.33, 0, 0, 1, 0.67, 0.33, 0, 0, 1, 0.67, 0.33, 0, 0, 1],
  3: [1, 0.5, 0, 0, 1, 0.5, 0.5, 0, 1],
};

const tableNames: Readonly<Record<string, TableCoefficient>> = {
  pa2: 'percent',
  cohen: 'cohen',
  scott: 'scott',
  gwet: 'gwet',
  bp: 'brennan-prediger',
  krippendorff: 'krippendorff',
};
const ratingNames: Readonly<Record<string, RatingCoefficient>> = {
  fleiss: 'fleiss',
  gwet: 'gwet',
  bp: 'brennan-prediger',
  krippendorff: 'krippendorff',
  conger: 'conger',
};

const title = path === null ? skippedWithout('reference', 'irrcac.json') : "irrCAC's own cases";

describe.skipIf(path === null)(`${title}`, () => {
  const reference = path === null ? null : Reference.parse(JSON.parse(readFileSync(path, 'utf8')));
  it.each(
    (reference?.cases ?? []).map(
      (entry) => [`${entry.dataset} ${entry.coefficient} ${entry.weights}`, entry] as const,
    ),
  )('%s', (_, entry) => {
    const data =
      reference?.datasets[entry.dataset]?.data ?? reference?.datasets[`table_${entry.dataset}`]?.data;
    if (data === undefined) throw new Error(`${entry.dataset} is not in the file`);
    const result = entry.dataset.startsWith('cont')
      ? ofTable(rowsOf(data), entry)
      : ofRatings(recordOf(data), entry);
    // Printed to three digits, so half a unit of the last (and 1e-5 for what lies on the edge of rounding).
    const tolerance = 0.5 * 10 ** -(entry.digits ?? 3) + 1e-5;
    const { estimate, se, low, high, observed, expected } = result;
    const got: Readonly<Record<string, number | null>> = {
      coefficient_value: estimate,
      se,
      'confidence_interval.0': low,
      'confidence_interval.1': high,
      pa: observed,
      pe: expected,
    };
    for (const [name, value] of Object.entries(entry.expect)) {
      if (name === 'p_value') continue;
      expect(
        Math.abs((got[name] ?? Number.NaN) - value),
        `${name}: ${got[name]} for ${value}`,
      ).toBeLessThanOrEqual(tolerance);
    }
  });
});

type Entry = z.infer<typeof Reference>['cases'][number];

type Data = z.infer<typeof Reference>['datasets'][string]['data'];

/** A table is written by rows, or by named columns. */
function rowsOf(data: Data): readonly (readonly number[])[] {
  if (Array.isArray(data)) return data;
  const columns = Object.values(data);
  return columns.map((_, row) => columns.map((column) => Number(column[row])));
}

function recordOf(data: Data): Readonly<Record<string, readonly z.infer<typeof Rating>[]>> {
  if (Array.isArray(data)) throw new Error('ratings are written by rater');
  return data;
}

function ofTable(data: readonly (readonly number[])[], entry: Entry): AgreementEstimate {
  const q = data.length;
  const coefficient = tableNames[entry.coefficient];
  if (coefficient === undefined) throw new Error(`${entry.coefficient} is unknown`);
  const values = Array.from({ length: q }, (_, index) => index + 1);
  return agreementOfTable(
    coefficient,
    tableOfCounts(values.map(String), data.flat()),
    matrixOf(entry, values),
  );
}

function ofRatings(
  data: Readonly<Record<string, readonly z.infer<typeof Rating>[]>>,
  entry: Entry,
): AgreementEstimate {
  const coefficient = ratingNames[entry.coefficient];
  if (coefficient === undefined) throw new Error(`${entry.coefficient} is unknown`);
  const columns = Object.values(data);
  const categories = [...new Set(columns.flat().filter((value) => value !== null))].toSorted((a, b) =>
    a < b ? -1 : 1,
  );
  const subjects = columns[0]?.length ?? 0;
  const values = Int32Array.from({ length: subjects * columns.length }, (_, index) => {
    const rating = columns[index % columns.length]?.[Math.floor(index / columns.length)] ?? null;
    return rating === null ? -1 : categories.indexOf(rating);
  });
  const numbers = categories.map((category, index) => (typeof category === 'number' ? category : index + 1));
  return agreementOfRatings(
    coefficient,
    { subjects, raters: columns.length, categories: categories.length, values },
    matrixOf(entry, numbers),
  );
}

function matrixOf(entry: Entry, values: readonly number[]): WeightMatrix {
  const named: Weighting | undefined = weightings.find((name) => name === entry.weights);
  return named === undefined
    ? Float64Array.from(custom[values.length] ?? [])
    : agreementWeights(named, values);
}
