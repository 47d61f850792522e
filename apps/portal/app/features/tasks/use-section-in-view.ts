import { useEffect, useState } from 'react';

/**
 * The part of a long page that is being read.
 * @param ids element ids in page order; the first one whose lower edge is still in the window counts
 */
export function useSectionInView(ids: readonly string[]): string | null {
  const [current, setCurrent] = useState<string | null>(ids[0] ?? null);
  const key = ids.join(' ');
  useEffect(() => {
    const look = () => {
      const line = window.innerHeight / 3;
      const found = key
        .split(' ')
        .find((id) => (document.getElementById(id)?.getBoundingClientRect().bottom ?? 0) > line);
      if (found) setCurrent(found);
    };
    let waiting = 0;
    const soon = () => {
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(look);
    };
    look();
    window.addEventListener('scroll', soon, { passive: true });
    return () => {
      cancelAnimationFrame(waiting);
      window.removeEventListener('scroll', soon);
    };
  }, [key]);
  return current;
}
