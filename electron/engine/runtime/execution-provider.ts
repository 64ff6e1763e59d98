import type { ModelSession } from './model-session.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Surroundings } from '../surroundings.ts';
import { deviceNames, listDevices, type Device } from './list-devices.ts';
import { openOnCpu, type ModelFiles, type OnCpu } from './open-on-cpu.ts';
import { oneLine, openSession } from './open-session.ts';
import type { ProviderName } from './own-session.ts';

export type ChosenSession = {
  readonly session: ModelSession;
  readonly provider: ProviderName;
  /** Batches that it computes at once. */
  readonly atOnce: number;
  /** Where it runs, in a few words: `CPU, 2 threads`. */
  readonly device: string;
  /** Why there, in a clause. */
  readonly deviceReason: string;
};

/** Rows of a small batch, row-major, all of one width: what devices are compared by. */
export type ProbeRows = (
  session: ModelSession,
) => Promise<{ readonly rows: Float32Array; readonly width: number }>;

/** Devices differ in the last bits; a row whose direction differs by more than this is a wrong answer. */
const leastCosine = 0.9999;

type Verdict =
  | { readonly agreed: true; readonly ms: number }
  | { readonly agreed: false; readonly why: string };

const remembered = new Map<string, Omit<ChosenSession, 'session' | 'atOnce'>>();

/**
 * Opens a model on the fastest device that is there, gives the CPU's rows for a probe batch (cosine ≥ 0.9999) and is faster than it;
 * else on the CPU. The choice is kept per model for as long as the process lives.
 * Throws `failed` when a device other than `auto` was asked for and does not work: it is not replaced in silence.
 */
export async function openOnBestDevice(
  files: ModelFiles,
  surroundings: Pick<Surroundings, 'device' | 'threads' | 'log'>,
  probe: ProbeRows,
): Promise<ChosenSession> {
  const { device: wish, threads } = surroundings;
  const key = `${wish} ${files.graph}`;
  const known = remembered.get(key);
  if (known) return { ...(await open(files, known.provider, threads)), ...known };
  const chosen = await choose(files, surroundings, probe);
  const { session: _session, atOnce: _atOnce, ...choice } = chosen;
  surroundings.log.info('device', choice);
  remembered.set(key, choice);
  return chosen;
}

async function open(
  files: ModelFiles,
  provider: ProviderName,
  threads: number,
): Promise<Pick<ChosenSession, 'session' | 'atOnce'>> {
  if (provider === 'cpu') {
    const { session, atOnce } = await openOnCpu(files, threads);
    return { session, atOnce };
  }
  return { session: await openSession(files.graph, provider, threads), atOnce: 1 };
}

async function choose(
  files: ModelFiles,
  surroundings: Pick<Surroundings, 'device' | 'threads'>,
  probe: ProbeRows,
): Promise<ChosenSession> {
  const { device: wish, threads } = surroundings;
  const onCpu = {
    provider: 'cpu' as const,
    device: `CPU, ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
  };
  const cpu = await openOnCpu(files, threads);
  const { session, atOnce } = cpu;
  const reason = (why: string): string => `${why}; ${cpu.reason}`;
  if (wish === 'cpu') return { session, atOnce, ...onCpu, deviceReason: reason('asked for') };
  const { devices } = await listDevices(surroundings);
  const others = devices.filter(({ name }) => name !== 'cpu' && (wish === 'auto' || wish === name));
  const against: string[] =
    wish !== 'auto' && others.length === 0 ? [`${deviceNames[wish]}: unknown here`] : [];
  const expected = others.some(({ available }) => available) ? await timedOnCpu(cpu, probe) : null;
  for (const other of others) {
    const tried = await tryOn(files.graph, threads, other, expected, probe);
    if (typeof tried === 'string') {
      // Why a device cannot start at all is the doctor's to say; with every text encoded it would be noise.
      const why = wish === 'auto' && !other.available ? 'not available' : tried;
      against.push(`${deviceNames[other.name]}: ${why}`);
      continue;
    }
    await session.release();
    return {
      session: tried.session,
      atOnce: 1,
      provider: other.name,
      device: deviceNames[other.name],
      deviceReason: tried.why,
    };
  }
  if (wish !== 'auto') {
    await session.release();
    throw new AppError(
      'failed',
      `this device cannot be used for ${files.graph}: ${against.join('; ')}; try --device cpu`,
    );
  }
  const deviceReason = against.length === 0 ? 'the only device here' : against.join('; ');
  return { session, atOnce, ...onCpu, deviceReason: reason(deviceReason) };
}

type Timed = { readonly rows: Float32Array; readonly width: number; readonly ms: number };

async function tryOn(
  path: string,
  threads: number,
  device: Device,
  expected: Timed | null,
  probe: ProbeRows,
): Promise<string | { readonly session: ModelSession; readonly why: string }> {
  if (!device.available || !expected) return device.reason;
  let session: ModelSession | null = null;
  try {
    session = await openSession(path, device.name, threads);
    const verdict = compare(expected, await timed(session, 1, probe));
    if (verdict.agreed)
      return { session, why: `agrees with the CPU, ${speedUp(expected.ms, verdict.ms)} × as fast` };
    await session.release();
    return verdict.why;
  } catch (error) {
    await session?.release().catch(() => {});
    return oneLine(error);
  }
}

function compare(expected: Timed, found: Timed): Verdict {
  const cosine = lowestCosine(expected, found);
  if (!(cosine >= leastCosine)) {
    return { agreed: false, why: `disagrees with the CPU (cosine ${cosine.toFixed(6)})` };
  }
  if (found.ms >= expected.ms) {
    return { agreed: false, why: `slower than the CPU (${speedUp(expected.ms, found.ms)} × its speed)` };
  }
  return { agreed: true, ms: found.ms };
}

/** The lowest cosine between rows of the same place; NaN when any is not a number or the shapes differ. Two zero rows agree. */
export function lowestCosine(
  a: { readonly rows: Float32Array; readonly width: number },
  b: { readonly rows: Float32Array; readonly width: number },
): number {
  if (a.rows.length !== b.rows.length || a.width !== b.width || a.rows.length === 0) return Number.NaN;
  let lowest = 1;
  for (let start = 0; start < a.rows.length; start += a.width) {
    let [dot, aa, bb] = [0, 0, 0];
    for (let i = start; i < start + a.width; i++) {
      const [x, y] = [a.rows[i] ?? 0, b.rows[i] ?? 0];
      dot += x * y;
      aa += x * x;
      bb += y * y;
    }
    const cosine = aa === 0 && bb === 0 ? 1 : dot / Math.sqrt(aa * bb);
    if (!(cosine >= lowest)) lowest = cosine;
    if (Number.isNaN(cosine)) return Number.NaN;
  }
  return lowest;
}

async function timedOnCpu({ session, opened, atOnce }: OnCpu, probe: ProbeRows): Promise<Timed> {
  await opened;
  return timed(session, atOnce, probe);
}

/** Milliseconds for each batch when as many are asked for as are computed at once. */
async function timed(session: ModelSession, atOnce: number, probe: ProbeRows): Promise<Timed> {
  const others = () => Array.from({ length: atOnce - 1 }, () => probe(session));
  const together = async () => (await Promise.all([probe(session), ...others()]))[0];
  await together();
  const start = performance.now();
  return { ...(await together()), ms: (performance.now() - start) / atOnce };
}

function speedUp(cpuMs: number, ms: number): string {
  return (cpuMs / Math.max(ms, 0.001)).toFixed(1);
}
