import { useEffect, useState } from 'react';

type LiveRegionProps = { readonly text: string };

/** Reads a sentence out after it has been still for a moment, so that a drag is told once. */
export function LiveRegion({ text }: LiveRegionProps) {
  const [told, setTold] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setTold(text), 700);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {told}
    </div>
  );
}
