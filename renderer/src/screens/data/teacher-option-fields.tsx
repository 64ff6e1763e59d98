import {
  Pooling,
  Similarity,
  type TeacherKind,
  type TeacherOptions,
} from '../../../../shared/domain/teacher.ts';

type TeacherOptionFieldsProps = {
  readonly kind: TeacherKind;
  readonly isEncoder: boolean;
  readonly options: TeacherOptions;
  readonly onChange: (options: TeacherOptions) => void;
};

type TextOption = 'queryPrompt' | 'documentPrompt' | 'onnxFile' | 'language' | 'apiKeyEnv';
type NumberOption = 'maxTokens' | 'k1' | 'b';

/** What may be said instead of what the model's folder says; empty fields leave it to the folder. */
export function TeacherOptionFields({ kind, isEncoder, options, onChange }: TeacherOptionFieldsProps) {
  const setText = (key: TextOption, value: string): void => {
    const { [key]: _, ...rest } = options;
    onChange(value === '' ? rest : { ...rest, [key]: value });
  };
  const setNumber = (key: NumberOption, typed: string): void => {
    const { [key]: _, ...rest } = options;
    const value = Number(typed);
    onChange(typed.trim() === '' || Number.isNaN(value) ? rest : { ...rest, [key]: value });
  };
  const text = (key: TextOption, label: string, placeholder: string) => (
    <label className="field">
      <span>{label}</span>
      <input
        type="text"
        value={options[key] ?? ''}
        placeholder={placeholder}
        spellCheck={false}
        onChange={(event) => setText(key, event.target.value)}
      />
    </label>
  );
  const number = (key: NumberOption, label: string, placeholder: string) => (
    <label className="field">
      <span>{label}</span>
      <input
        type="number"
        step="any"
        defaultValue={options[key] ?? ''}
        placeholder={placeholder}
        onChange={(event) => setNumber(key, event.target.value)}
      />
    </label>
  );
  if (!isEncoder && kind !== 'bm25' && kind !== 'npy' && kind !== 'cross-encoder') return null;
  return (
    <details className="notes">
      <summary>Options</summary>
      <div className="option-grid">
        {isEncoder ? (
          <>
            {text('queryPrompt', 'Query prompt', 'from the folder, else none')}
            {text('documentPrompt', 'Document prompt', 'from the folder, else none')}
          </>
        ) : null}
        {isEncoder && kind !== 'endpoint' ? (
          <label className="field">
            <span>Pooling</span>
            <select
              value={options.pooling ?? ''}
              onChange={(event) => {
                const { pooling: _, ...rest } = options;
                const pooling = Pooling.options.find((one) => one === event.target.value);
                onChange(pooling ? { ...rest, pooling } : rest);
              }}
            >
              <option value="">from the folder</option>
              {Pooling.options.map((pooling) => (
                <option key={pooling} value={pooling}>
                  {pooling}
                </option>
              ))}
            </select>
          </label>
        ) : null}
        {isEncoder || kind === 'cross-encoder' ? number('maxTokens', 'Tokens read', 'from the folder') : null}
        {isEncoder || kind === 'npy' ? (
          <label className="field">
            <span>Similarity</span>
            <select
              value={options.similarity ?? ''}
              onChange={(event) => {
                const { similarity: _, ...rest } = options;
                const similarity = Similarity.options.find((one) => one === event.target.value);
                onChange(similarity ? { ...rest, similarity } : rest);
              }}
            >
              <option value="">from the folder, else cosine</option>
              {Similarity.options.map((similarity) => (
                <option key={similarity} value={similarity}>
                  {similarity}
                </option>
              ))}
            </select>
          </label>
        ) : null}
        {kind === 'onnx' || kind === 'hub' ? text('onnxFile', 'ONNX file', 'chosen by itself') : null}
        {kind === 'endpoint' ? text('apiKeyEnv', 'Key in variable', 'OPENAI_API_KEY') : null}
        {kind === 'bm25' ? (
          <>
            {text('language', 'Language (ISO 639-3)', 'detected')}
            {number('k1', 'k1', '0.9')}
            {number('b', 'b', '0.4')}
          </>
        ) : null}
      </div>
    </details>
  );
}
