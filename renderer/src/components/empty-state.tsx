import type { ReactNode } from 'react';

type EmptyStateProps = {
  readonly title: string;
  /** What to do next. */
  readonly children: ReactNode;
};

/** Nothing here yet: says why, and what to do next. */
export function EmptyState({ title, children }: EmptyStateProps) {
  return (
    <div className="empty-state">
      <h2>{title}</h2>
      {children}
    </div>
  );
}
