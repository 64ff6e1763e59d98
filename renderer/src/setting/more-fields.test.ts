import { expect, test } from 'vitest';
import { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import { moreFields, readField } from './more-fields.ts';

function field(key: string) {
  const found = moreFields.find((one) => one.key === key);
  if (!found) throw new Error(`no field ${key}`);
  return found;
}

test('every setting without its own control has a field', () => {
  const keys = Object.keys(MiningSettings.shape).filter(
    (key) => !['anchor', 'select', 'numNegatives'].includes(key),
  );
  expect(moreFields.map(({ key }) => key).toSorted()).toEqual(keys.toSorted());
});

test('an empty rule is off, an empty number is refused', () => {
  expect(readField(field('minScore'), ' ')).toEqual({ minScore: null });
  expect(readField(field('poolSize'), '')).toBeNull();
});

test('what the schema refuses is refused', () => {
  expect([
    readField(field('nearDuplicate'), '1.5'),
    readField(field('rangeMax'), '0'),
    readField(field('temperature'), '0'),
    readField(field('seed'), 'x'),
  ]).toEqual([null, null, null, null]);
  expect(readField(field('nearDuplicate'), '0,97')).toEqual({ nearDuplicate: 0.97 });
});
