import type { ReactNode } from 'react';

type ScrollBoxProps = { readonly label: string; readonly className?: string; readonly children: ReactNode };

/** A part of the page that scrolls by itself: it has a name and takes the focus, so that keys can scroll it. */
export function ScrollBox({ label, className = '', children }: ScrollBoxProps) {
  return (
    <div className={`scroll-box ${className}`} tabIndex={0} role="region" aria-label={label}>
      {children}
    </div>
  );
}
