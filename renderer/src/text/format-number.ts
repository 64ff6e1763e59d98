const counts = new Intl.NumberFormat('en');
const groupSigns = { comma: ',', space: '\u202f', apostrophe: '’' } as const;
let groupSign: string = groupSigns.comma;

/** How thousands are grouped from now on; the decimal point stays a point. */
export function setGrouping(grouping: keyof typeof groupSigns): void {
  groupSign = groupSigns[grouping];
}
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });
const onePlace = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** Whole numbers with grouping: 12,345. */
export function formatCount(value: number): string {
  const text = counts.format(value);
  return groupSign === ',' ? text : text.replaceAll(',', groupSign);
}

/** "8,120", but "12.3K" and "1.2M" from ten thousand on, where there is little room. */
export function formatCompact(value: number): string {
  return value < 10_000 ? formatCount(value) : compact.format(value);
}

/** "96.4 MB": three significant digits, powers of 1,000. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  return `${Number((bytes / 1000 ** power).toPrecision(3))} ${units[power]}`;
}

/** A teacher's score to three places, or five significant digits above 10; an en dash for a score that does not exist. */
export function formatScore(value: number | null): string {
  if (value === null || Number.isNaN(value)) return '–';
  return Math.abs(value) >= 10 ? value.toPrecision(5) : value.toFixed(3).replace('-', '−');
}

/** Enough digits to see on which side of a bound a score lies: three places, or the first that tell them apart. */
export function formatAgainst(value: number, bound: number): readonly [string, string] {
  for (let places = 3; places <= 8; places += 1) {
    const [left, right] = [value.toFixed(places), bound.toFixed(places)];
    if (left !== right || value === bound) return [left.replace('-', '−'), right.replace('-', '−')];
  }
  return [String(value), String(bound)];
}

/** A share in per cent with one place, the sign on the same line; an en dash where there is nothing to divide by. */
export function formatShare(part: number, whole: number): string {
  return whole === 0 ? '–' : `${onePlace.format((part / whole) * 100)}\u00a0%`;
}

/** Things per second: three significant digits. */
export function formatRate(perSecond: number): string {
  return perSecond >= 100 ? formatCount(Math.round(perSecond)) : String(Number(perSecond.toPrecision(3)));
}

/** "42 s", "2 min 41 s", "3 h 5 min". */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** "1 query", "2 queries". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
