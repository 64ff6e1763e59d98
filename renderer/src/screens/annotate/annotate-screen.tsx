/** Annotate. */
export function AnnotateScreen() {
  return <div className="screen" />;
}
