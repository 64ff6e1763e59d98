import { mkdtemp, readdir, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { formatNpyHeader, parseNpyHeader } from './npy-header.ts';
import { openNpyRows } from './open-npy-rows.ts';
import { readNpy } from './read-npy.ts';
import { writeNpy } from './write-npy.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'npy-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** A file as numpy would write it, with any header text and version. */
function npyBytes(version: 1 | 2 | 3, header: string, data: Uint8Array = new Uint8Array()): Uint8Array {
  const text = new TextEncoder().encode(header);
  const length =
    version === 1
      ? [text.length & 255, text.length >> 8]
      : [text.length & 255, (text.length >> 8) & 255, 0, 0];
  return new Uint8Array([
    0x93,
    ...new TextEncoder().encode('NUMPY'),
    version,
    0,
    ...length,
    ...text,
    ...data,
  ]);
}

test('a header survives writing and reading, aligned to 64 bytes', () => {
  for (const shape of [[0], [7], [3, 4], [100_000, 384], []]) {
    const bytes = formatNpyHeader('<i8', shape);
    expect(bytes.length % 64).toBe(0);
    expect(parseNpyHeader(bytes)).toEqual({ dtype: '<i8', shape, dataOffset: bytes.length });
  }
});

test('reads versions 1, 2 and 3, any spacing', () => {
  for (const version of [1, 2, 3] as const) {
    const bytes = npyBytes(version, "{'descr': '|u1', 'fortran_order': False, 'shape': (3, 2)}\n");
    expect(parseNpyHeader(bytes)).toEqual({ dtype: '|u1', shape: [3, 2], dataOffset: bytes.length });
  }
});

test.each([
  ["{'descr': '>f4', 'fortran_order': False, 'shape': (1, 2), }", /big-endian/],
  ["{'descr': '<f4', 'fortran_order': True, 'shape': (3, 2), }", /Fortran order/],
  ["{'descr': '<c8', 'fortran_order': False, 'shape': (3, 2), }", /type <c8/],
  ["{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (3,), }", /structured/],
])('refuses %s', async (header, reason) => {
  const path = join(folder, 'a.npy');
  await writeFile(path, npyBytes(1, header, new Uint8Array(8)));
  const error: unknown = await openNpyRows(path, 'given').catch((e: unknown) => e);
  expect(error).toMatchObject({ code: 'invalid-input', message: expect.stringMatching(reason) });
  expect(error).toMatchObject({ message: expect.stringContaining('a.npy') });
});

test('a file that is no .npy, or missing, is named', async () => {
  await writeFile(join(folder, 'text.npy'), 'hello');
  await expect(openNpyRows(join(folder, 'text.npy'), 'given')).rejects.toMatchObject({
    code: 'invalid-input',
  });
  await expect(openNpyRows(join(folder, 'none.npy'))).rejects.toMatchObject({ code: 'file-not-found' });
});

test('arrays of every type come back as they were, and no temporary file stays', async () => {
  const path = join(folder, 'b.npy');
  await writeNpy(path, '<i8', [2], new BigInt64Array([-5n, 2n ** 60n]));
  expect((await readNpy(path, '<i8')).data).toEqual(new BigInt64Array([-5n, 2n ** 60n]));
  await writeNpy(path, '|u1', [3, 1], new Uint8Array([1, 2, 255]));
  expect(await readNpy(path, '|u1')).toEqual({ shape: [3, 1], data: new Uint8Array([1, 2, 255]) });
  await writeNpy(path, '<i4', [0], new Int32Array());
  expect((await readNpy(path, '<i4')).data).toHaveLength(0);
  await expect(readNpy(path, '<f4')).rejects.toMatchObject({ code: 'workspace-damaged' });
  expect(await readdir(folder)).toEqual(['b.npy']);
});

test('a truncated file is refused with both sizes', async () => {
  const path = join(folder, 'c.npy');
  await writeNpy(path, '<f4', [2, 3], new Float32Array(6));
  await truncate(path, 128 + 20);
  await expect(openNpyRows(path)).rejects.toMatchObject({
    code: 'workspace-damaged',
    message: expect.stringMatching(/148 bytes, 152 for 2 × 3/),
  });
});

test('a shape that does not fit the data is a fault and leaves nothing behind', async () => {
  await expect(writeNpy(join(folder, 'd.npy'), '<f4', [2, 3], new Float32Array(5))).rejects.toThrow(
    '20 bytes came where 24 belong',
  );
  expect(await readdir(folder)).toEqual([]);
});

test('any rows of float32 and float64 tables are read', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.float({ noNaN: true }), fc.float({ noNaN: true })), {
        minLength: 1,
        maxLength: 20,
      }),
      fc.nat(),
      fc.nat(),
      async (rows, a, b) => {
        const path = join(folder, 'e.npy');
        const start = a % rows.length;
        const count = 1 + (b % (rows.length - start));
        const expected = new Float32Array(rows.slice(start, start + count).flat());
        for (const dtype of ['<f4', '<f8'] as const) {
          if (dtype === '<f4') await writeNpy(path, dtype, [rows.length, 2], new Float32Array(rows.flat()));
          else await writeNpy(path, dtype, [rows.length, 2], new Float64Array(rows.flat()));
          const table = await openNpyRows(path);
          const target = new Float32Array(count * 2);
          await table.read(start, count, target);
          await table.close();
          expect(target).toEqual(expected);
        }
      },
    ),
    { numRuns: 15 },
  );
});

test('float16 is widened exactly: zero, subnormal, one, largest, infinity, NaN', async () => {
  const path = join(folder, 'f.npy');
  await writeNpy(path, '<f2', [1, 7], new Uint16Array([0, 1, 0x3c00, 0xbc00, 0x7bff, 0x7c00, 0x7e00]));
  const table = await openNpyRows(path);
  const target = new Float32Array(7);
  await table.read(0, 1, target);
  await table.close();
  expect(target).toEqual(new Float32Array([0, 2 ** -24, 1, -1, 65_504, Infinity, NaN]));
});

test.skipIf(process.platform !== 'linux')(
  'a disk that is full from the first byte is said, and no part stays',
  async () => {
    const path = join(folder, 'a.npy');
    await symlink('/dev/full', `${path}.${process.pid}.partial`);
    await expect(writeNpy(path, '<f4', [1], new Float32Array(1))).rejects.toMatchObject({
      code: 'disk-full',
    });
    expect(await readdir(folder)).toEqual([]);
  },
);
