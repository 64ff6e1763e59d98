import { readFileSync } from 'node:fs';
import AdmZip from 'adm-zip';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sharedFile, skippedWithout } from '../../electron/testing/shared-material.ts';
import { ppiMean } from '../../shared/rates/ppi-mean.ts';

const Interval = z.object({ estimate: z.number(), low: z.number(), high: z.number() });
const Reference = z.object({
  alpha: z.number(),
  cases: z.array(
    z.object({
      n: z.number(),
      labelled_rows: z.array(z.number()),
      ppi: Interval,
      'ppi++': Interval,
      classical: Interval,
    }),
  ),
});

const path = sharedFile('reference', 'ppi-forest.json');
const archive = sharedFile('reference', 'ppi-forest.npz');
const given = path !== null && archive !== null;
const title = given ? "ppi_py's results on the forest data" : skippedWithout('reference', 'ppi-forest.json');

describe.skipIf(!given)(`${title}`, () => {
  const reference = given ? Reference.parse(JSON.parse(readFileSync(path, 'utf8'))) : null;
  it.each((reference?.cases ?? []).map((entry) => [entry.n, entry] as const))(
    'are equal with %d labels',
    (_, entry) => {
      if (!given) return;
      const zip = new AdmZip(archive);
      const labels = column(zip, 'Y');
      const predictions = column(zip, 'Yhat');
      const chosen = new Set(entry.labelled_rows);
      const rest = labels.flatMap((__, i) => (chosen.has(i) ? [] : [predictions[i] ?? 0]));
      const ownLabels = entry.labelled_rows.map((row) => labels[row] ?? 0);
      const ownPredictions = entry.labelled_rows.map((row) => predictions[row] ?? 0);
      for (const [name, lambda] of [
        ['ppi', 1],
        ['ppi++', 'tuned'],
        ['classical', 0],
      ] as const) {
        const result = ppiMean(ownLabels, ownPredictions, rest, lambda, 1 - (reference?.alpha ?? 0));
        for (const part of ['estimate', 'low', 'high'] as const) {
          expect(Math.abs(result[part] - entry[name][part]), `${name} ${part}`).toBeLessThan(1e-9);
        }
      }
    },
  );
});

/** A one-dimensional little-endian array of the archive. */
function column(zip: AdmZip, name: string): number[] {
  const bytes = zip.readFile(`${name}.npy`);
  if (bytes === null) throw new Error(`${name}.npy is not in the archive`);
  const length = bytes.readUInt16LE(8);
  const header = bytes.subarray(10, 10 + length).toString('latin1');
  const kind = /'descr': '([^']+)'/.exec(header)?.[1];
  const data = bytes.subarray(10 + length);
  if (kind === '<f8') return Array.from({ length: data.length / 8 }, (_, i) => data.readDoubleLE(8 * i));
  if (kind === '<i8')
    return Array.from({ length: data.length / 8 }, (_, i) => Number(data.readBigInt64LE(8 * i)));
  if (kind === '|u1' || kind === '|b1' || kind === '|i1') return Array.from(data);
  throw new Error(`${name}.npy holds ${kind}`);
}
