import type { MiningReport } from '../../../../shared/domain/report.ts';
import { NumberTile } from '../../components/number-tile.tsx';
import { formatCount, formatScore, formatShare } from '../../text/format-number.ts';
import { suspectText } from '../../text/suspect-text.ts';

type ReportTilesProps = {
  readonly report: MiningReport;
  /** Negatives asked for: units × negatives for each. */
  readonly wanted: number;
  readonly onStarved?: () => void;
  readonly onShort?: () => void;
  readonly onSuspects?: () => void;
};

/** The numbers that answer: how many, who starves, who is short, what is suspicious, what fell. */
export function ReportTiles({ report, wanted, onStarved, onShort, onSuspects }: ReportTilesProps) {
  const { suspects, units } = report;
  const reference = suspectText(suspects.reference);
  const isEach = units !== report.queries;
  const unit = isEach ? 'query–positive pairs' : 'queries';
  return (
    <div className="tiles report-tiles">
      <NumberTile
        name="Selected negatives"
        value={formatCount(report.selected)}
        beside={`of ${formatCount(wanted)} wanted`}
        below={`${formatCount(report.missing)} missing · mean ${formatScore(report.scores.selected.mean)}`}
        sentence={`Negatives chosen for ${formatCount(units)} ${unit}. Missing ones are counted, never filled up.`}
      />
      <NumberTile
        name={isEach ? 'Starved pairs' : 'Starved queries'}
        value={formatCount(report.starved)}
        beside={formatShare(report.starved, units)}
        below="with no negative left"
        sentence={`Of ${formatCount(units)} ${unit}, those for which nothing was selected.`}
        tone={report.starved > 0 ? 'warning' : 'plain'}
        {...(onStarved ? { onOpen: onStarved } : {})}
      />
      <NumberTile
        name={isEach ? 'Short pairs' : 'Short queries'}
        value={formatCount(report.short)}
        beside={formatShare(report.short, units)}
        below="with some, but too few"
        sentence={`Of ${formatCount(units)} ${unit}, those with fewer negatives than asked for, but at least one.`}
        {...(onShort ? { onOpen: onShort } : {})}
      />
      <NumberTile
        name="Suspects selected"
        value={formatCount(suspects.selected)}
        beside={`${formatShare(suspects.selected, report.selected)} · ${formatCount(suspects.candidates)} in the pool`}
        below={`by ${reference.short}`}
        sentence={`Selected negatives at or above the bound of the reference setting (${reference.whole}), whatever the setting on screen. They may well be right answers.`}
        tone={suspects.selected > 0 ? 'suspect' : 'plain'}
        {...(onSuspects ? { onOpen: onSuspects } : {})}
      />
      <NumberTile
        name="Kept candidates"
        value={formatShare(report.kept, report.candidates)}
        beside={formatCount(report.kept)}
        below={`of ${formatCount(report.candidates)}; ${formatCount(report.candidates - report.kept)} dropped`}
        sentence="Candidates that pass every rule, of all that there are. Negatives are selected from these."
      />
    </div>
  );
}
