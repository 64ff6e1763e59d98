/** By its byte order mark or, where that lacks, by every second byte of its beginning being zero: Latin letters in UTF-16. */
export function isUtf16(head: Uint8Array): boolean {
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return true;
  const start = head.subarray(0, 512);
  const zeros = [0, 1].map((parity) => start.filter((byte, i) => byte === 0 && i % 2 === parity).length);
  return start.length >= 4 && Math.min(...zeros) === 0 && Math.max(...zeros) > start.length * 0.4;
}
