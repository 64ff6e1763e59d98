type ProgressBarProps = {
  readonly label: string;
  /** 0 to 1; null while it is not known how much there is to do. */
  readonly share: number | null;
};

export function ProgressBar({ label, share }: ProgressBarProps) {
  return (
    <div
      className={share === null ? 'progress unknown' : 'progress'}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(share === null ? {} : { 'aria-valuenow': Math.round(share * 100) })}
    >
      <span style={{ width: `${share === null ? 30 : share * 100}%` }} />
    </div>
  );
}
