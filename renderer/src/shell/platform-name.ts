/** `darwin` on a Mac, else `other`: for how keys are written. */
export function platformName(): string {
  return /mac/i.test(navigator.userAgent) ? 'darwin' : 'other';
}
