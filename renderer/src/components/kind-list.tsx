import { useId } from 'react';

type KindListProps<T extends string> = {
  readonly label: string;
  readonly className?: string;
  readonly value: T;
  readonly options: readonly {
    readonly value: T;
    readonly label: string;
    readonly sentence: string;
    readonly isDisabled?: boolean;
  }[];
  readonly isDisabled?: boolean;
  readonly onChange: (value: T) => void;
};

/** One choice of several, each with a sentence that says what follows from it. */
export function KindList<T extends string>(props: KindListProps<T>) {
  const { label, className = '', value, options, isDisabled = false, onChange } = props;
  const name = useId();
  return (
    <fieldset className={`kind-list ${className}`} aria-label={label} disabled={isDisabled}>
      {options.map((option) => (
        <label key={option.value} className="kind">
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            disabled={option.isDisabled === true}
            onChange={() => onChange(option.value)}
          />
          <span>
            <strong>{option.label}</strong>
            <span className="secondary">{option.sentence}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
