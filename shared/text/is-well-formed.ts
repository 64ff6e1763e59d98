declare global {
  // ES2024; there in Node 20, Electron and every browser since 2023.
  interface String {
    isWellFormed(): boolean;
  }
}

/** False for text that UTF-8 cannot hold: half of a surrogate pair, as JSON escapes can write it. */
export function isWellFormed(text: string): boolean {
  return text.isWellFormed();
}
