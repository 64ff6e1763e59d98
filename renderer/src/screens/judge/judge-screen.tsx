/** Judge. */
export function JudgeScreen() {
  return <div className="screen" />;
}
