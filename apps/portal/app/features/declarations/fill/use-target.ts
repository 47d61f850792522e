import { useLocation } from '@remix-run/react';
import { useEffect } from 'react';
import { fieldId } from '../../../render/field-path.ts';

/** The element of an address's fragment, or the nearest one around it: a row in a panel has none of its own. */
function elementOf(fragment: string): HTMLElement | null {
  const names = [fragment, fieldId(fragment)];
  for (const name of names)
    for (let id = name; id.length > 2; id = id.slice(0, Math.max(0, id.lastIndexOf('-')))) {
      const found = document.getElementById(id);
      if (found) return found;
      if (!id.includes('-')) break;
    }
  return null;
}

/** Links of the readiness list lead to the very field: it is shown, and the focus lands in it. */
export function useTarget(): void {
  const { hash, key } = useLocation();
  useEffect(() => {
    const fragment = decodeURIComponent(hash.slice(1));
    if (fragment === '') return;
    // After the router has restored its own scroll position.
    const timer = setTimeout(() => {
      const target = elementOf(fragment);
      const folded = target?.closest('[data-folded]');
      if (folded) folded.querySelector<HTMLButtonElement>('[data-unfold]')?.click();
      // Unfolding draws the group anew.
      const shown = folded ? elementOf(fragment) : target;
      shown?.scrollIntoView({ block: shown.tagName === 'SECTION' ? 'start' : 'center' });
      shown?.focus({ preventScroll: true });
    }, 50);
    return () => clearTimeout(timer);
  }, [hash, key]);
}
