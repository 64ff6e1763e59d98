/** Agreement. */
export function AgreementScreen() {
  return <div className="screen" />;
}
