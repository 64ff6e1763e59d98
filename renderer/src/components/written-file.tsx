import { formatCount } from '../text/format-number.ts';

type WrittenFileProps = {
  readonly written: { readonly path: string; readonly lines: number; readonly sha256: string };
};

/** Facts of a file that was written: where it is, how much it holds, its hash. */
export function WrittenFile({ written: { path, lines, sha256 } }: WrittenFileProps) {
  return (
    <>
      <dt>File</dt>
      <dd className="wrap">
        <bdi>{path}</bdi>
      </dd>
      <dt>Lines</dt>
      <dd>{formatCount(lines)}</dd>
      <dt>SHA-256</dt>
      <dd className="wrap">
        <code>{sha256}</code>
      </dd>
    </>
  );
}
