/** Nothing is being used: the focus is nowhere, or on the screen as a whole, which has it when it has just come up. */
export function isFocusFree(): boolean {
  const { activeElement, body } = document;
  return activeElement === null || activeElement === body || activeElement.matches('main');
}
