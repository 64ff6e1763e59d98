import type { RefusedLine } from '../../../shared/domain/import-report.ts';
import { formatCount } from '../text/format-number.ts';
import { CopyButton } from './copy-button.tsx';
import { OneLine } from './one-line.tsx';
import { ScrollBox } from './scroll-box.tsx';

type RefusedLinesProps = { readonly lines: readonly RefusedLine[]; readonly total: number };

/** Lines that were not taken, with their reasons. */
export function RefusedLines({ lines, total }: RefusedLinesProps) {
  const asText = lines.map(({ file, line, reason }) => [file, line ?? '', reason].join('\t')).join('\n');
  return (
    <>
      <ScrollBox label="Refused lines as a table">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">file</th>
              <th scope="col" className="number">
                line
              </th>
              <th scope="col">reason</th>
            </tr>
          </thead>
          <tbody>
            {lines.slice(0, 200).map(({ file, line, reason }) => (
              <tr key={`${file}:${line}:${reason}`}>
                <td>
                  <OneLine text={file} />
                </td>
                <td className="number">{line ?? '–'}</td>
                <td>
                  <OneLine text={reason} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <div className="row spread secondary">
        <span>
          {total > Math.min(lines.length, 200)
            ? `${formatCount(Math.min(lines.length, 200))} of ${formatCount(total)} shown; the copy has the first ${formatCount(lines.length)}.`
            : null}
        </span>
        <CopyButton text={asText} label="Copy lines" />
      </div>
    </>
  );
}
