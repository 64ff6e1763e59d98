import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decidePool } from '../../../shared/mining/decide-pool.ts';
import { minedQuery } from '../../../shared/mining/mined-query.ts';
import { prepare, sample } from '../../../shared/tuning/testing/tuning-sample.ts';
import { poolDecision } from './pool-decision.ts';

const untouched = () => ({ signal: new AbortController().signal });

it('decides some rows as it would all, in any order, and then all', () =>
  fc.assert(
    fc.asyncProperty(sample, fc.array(fc.nat(20), { maxLength: 6 }), async (given, wanted) => {
      const { material, request } = prepare(given);
      const whole = decidePool(material, request.settings);
      const decision = poolDecision(material, request.settings);
      const rows = wanted.filter((row) => row < whole.pool.queries.length);
      const some = decision.ofRows(rows);
      for (const row of rows) expect(minedQuery(some, row)).toEqual(minedQuery(whole, row));
      expect(await decision.ofAll(untouched())).toEqual(whole);
      expect(decision.ofRows(rows)).toEqual(whole);
    }),
  ));

it('goes on for those who still wait when whoever began is cancelled', async () => {
  const { material, request } = prepare(fc.sample(sample, { seed: 1, numRuns: 1 })[0] ?? fail());
  const decision = poolDecision(material, request.settings);
  const controller = new AbortController();
  controller.abort(new DOMException('no more', 'AbortError'));
  const first = decision.ofAll(controller);
  const second = decision.ofAll(untouched());
  await expect(first).rejects.toThrow('no more');
  expect(await second).toEqual(decidePool(material, request.settings));
});

function fail(): never {
  throw new Error('fast-check gave no sample');
}
