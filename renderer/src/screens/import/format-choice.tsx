import { DataFormat } from '../../../../shared/domain/import-report.ts';
import { useFrom, useStores } from '../../app-context.ts';
import { OneLine } from '../../components/one-line.tsx';
import { Panel } from '../../components/panel.tsx';
import type { Preview } from '../../stores/data-import.ts';
import { plural } from '../../text/format-number.ts';

const formatTexts: Readonly<Record<DataFormat, string>> = {
  beir: 'BEIR folder: corpus, queries, qrels',
  pairs: 'Pairs: query and positive',
  triplets: 'Triplets: query, positive, negatives',
  'labeled-pairs': 'Labelled pairs: query, document, label',
  'labeled-lists': 'Labelled lists: query, documents, labels',
  flagembedding: 'FlagEmbedding: query, pos, neg',
  tevatron: 'Tevatron: positive and negative passages',
  nemo: 'NeMo retriever: pos_doc, neg_doc',
  trec: 'TREC qrels with a corpus',
  msmarco: 'MS MARCO tables',
};

/** What the data was taken for and why; another format can be chosen. */
export function FormatChoice({ preview }: { readonly preview: Preview | null }) {
  const { dataImport } = useStores();
  const { paths, choices, change } = useFrom(dataImport, (state) => state);
  return (
    <Panel title="Data" aside={plural(paths.length, 'file or folder', 'files and folders')}>
      <ul className="path-list">
        {paths.slice(0, 8).map((path) => (
          <li key={path}>
            <OneLine text={path} />
          </li>
        ))}
        {paths.length > 8 ? <li className="secondary">and {paths.length - 8} more</li> : null}
      </ul>
      <div className="field-row">
        <label className="field">
          <span>Format</span>
          <select
            value={choices.format ?? ''}
            onChange={(event) =>
              change({ format: DataFormat.options.find((one) => one === event.target.value) ?? null })
            }
          >
            <option value="">
              {preview && choices.format === null ? `Detected: ${formatTexts[preview.format]}` : 'Detect'}
            </option>
            {DataFormat.options.map((format) => (
              <option key={format} value={format}>
                {formatTexts[format]}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span>Split</span>
          <input
            type="text"
            value={choices.split}
            placeholder="all splits"
            onChange={(event) => change({ split: event.target.value })}
          />
        </label>
        <label className="check" title="A line that cannot be read ends the import, instead of being listed.">
          <input
            type="checkbox"
            checked={choices.strict}
            onChange={(event) => change({ strict: event.target.checked })}
          />
          <span>Stop at the first bad line</span>
        </label>
      </div>
      {preview ? <p className="secondary pad">{preview.reason}</p> : null}
    </Panel>
  );
}
