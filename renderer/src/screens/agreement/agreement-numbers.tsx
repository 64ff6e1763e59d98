import { useState } from 'react';
import type { Input, Output } from '../../../../shared/ipc/contract.ts';
import { Panel } from '../../components/panel.tsx';
import { plural } from '../../text/format-number.ts';
import { leftOutText } from '../../text/rate-text.ts';
import { AgreementByStratum, Anchoring } from './agreement-parts.tsx';
import { CellPairs } from './cell-pairs.tsx';
import { ConfusionMatrix, type Cell } from './confusion-matrix.tsx';
import { EstimateTable } from './estimate-table.tsx';
import { coefficientRows, diagnosticRows } from './estimate-rows.ts';
import { PublishedCeilings } from './published-ceilings.tsx';

type AgreementNumbersProps = {
  readonly measured: Output<'agreement.measure'>;
  readonly comparison: Input<'agreement.measure'>;
  /** The numbers are of the comparison before. */
  readonly isOld: boolean;
  readonly names: readonly [string, string];
};

/** What the comparison says, in sentences, cells and numbers; a cell opens its pairs. */
export function AgreementNumbers({ measured, comparison, isOld, names }: AgreementNumbersProps) {
  const [opened, setOpened] = useState<{ readonly cell: Cell; readonly of: string } | null>(null);
  const key = JSON.stringify(comparison);
  // Cells of another comparison hold other pairs.
  const cell = opened?.of === key ? opened.cell : null;
  const leftOut = leftOutText(measured.left_out);
  const isOfJudge = comparison.first.kind === 'judge';
  const test = isOfJudge ? 'As a test for what this judge says' : 'As a test for what people say';
  return (
    <div className={isOld ? 'stack unsettled-numbers' : 'stack'} aria-busy={isOld}>
      <section className="panel pad agreement-sentences" aria-label="What it says">
        {measured.sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        <p className="secondary">
          {measured.population}{' '}
          {measured.weighted
            ? 'Cells are weighted by the chance of each pair to be labelled.'
            : 'Cells are plain counts.'}
          {leftOut === '' ? '' : ` Left out: ${leftOut}.`}
        </p>
      </section>
      <div className="agreement-columns">
        <div className="stack small">
          <Panel title="Who says what" aside={plural(measured.n, 'pair')}>
            <ConfusionMatrix
              measured={measured}
              names={names}
              chosen={cell}
              onChoose={(next) => setOpened({ cell: next, of: key })}
            />
          </Panel>
          {measured.diagnostics === null ? null : (
            <Panel
              title={test}
              aside={<span title={`${names[0]} is taken as the truth`}>{names[0]} as the truth</span>}
            >
              <EstimateTable label={test} low={0} high={1} rows={diagnosticRows(measured.diagnostics)} />
            </Panel>
          )}
        </div>
        <div className="stack small">
          <Panel title="Agreement" aside="95 % intervals">
            <EstimateTable
              label="Agreement"
              low={-1}
              high={1}
              rows={coefficientRows(measured.coefficients, measured.categories.length)}
            />
          </Panel>
          {/* It is of a judge and people: two judges, or two people, have none. */}
          {isOfJudge === (comparison.second.kind === 'judge') ? null : (
            <Anchoring anchoring={measured.anchoring} />
          )}
          <PublishedCeilings ceilings={measured.ceilings} />
        </div>
      </div>
      {cell === null ? null : (
        <CellPairs
          key={`${key}${cell.row}/${cell.column}`}
          comparison={comparison}
          cell={cell}
          categories={measured.categories}
          names={names}
          onClose={() => setOpened(null)}
        />
      )}
      <AgreementByStratum strata={measured.strata} />
    </div>
  );
}
