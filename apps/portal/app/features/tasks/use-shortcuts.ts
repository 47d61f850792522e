import { useNavigate } from '@remix-run/react';
import { useEffect, useRef, useSyncExternalStore } from 'react';

const STORED = 'zhicheng.shortcuts';
const CHANGED = 'zhicheng:shortcuts';

const enabled = (): boolean => {
  try {
    return localStorage.getItem(STORED) !== 'off';
  } catch {
    return true;
  }
};

/** Single letters can be switched off on this device (WCAG 2.1.4). */
export function setShortcuts(on: boolean): void {
  try {
    localStorage.setItem(STORED, on ? 'on' : 'off');
  } catch {
    // Storage is forbidden: the choice holds for nothing, and the keys stay on.
  }
  window.dispatchEvent(new Event(CHANGED));
}

const subscribe = (changed: () => void): (() => void) => {
  window.addEventListener(CHANGED, changed);
  return () => window.removeEventListener(CHANGED, changed);
};
export const useShortcutsOn = (): boolean => useSyncExternalStore(subscribe, enabled, () => true);

/** Letters belong to whoever is typing, and to an open dialog. */
const isTyping = ({ target }: KeyboardEvent): boolean =>
  document.querySelector('dialog[open]') !== null ||
  (target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null);

const focus = (element: Element | null | undefined): void => {
  if (!(element instanceof HTMLElement)) return;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: 'nearest' });
};

/** The next or previous of these, seen from what has the focus; the first one where none has. */
function along(selector: string, by: 1 | -1): void {
  const all = [...document.querySelectorAll(selector)].filter((element) => element.getClientRects().length > 0);
  const at = all.findIndex((element) => element.contains(document.activeElement));
  focus(all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))]);
}

const press = (selector: string): void => document.querySelector<HTMLElement>(selector)?.click();

function toEvidenceAndBack(back: { current: Element | null }): void {
  const pane = document.getElementById('evidence');
  if (pane?.contains(document.activeElement)) return focus(back.current);
  back.current = document.activeElement;
  focus(pane);
}

const SIGHTS: Readonly<Record<string, string>> = { '+': 'in', '-': 'out', r: 'turn', '0': 'fit' };

export type Shortcuts = {
  readonly previous: string | null;
  readonly next: string | null;
  /** A: opens the dialog of 通过; never decides by itself. */
  pass(): void;
  help(): void;
};

/** The keys of an auditor on one case. No key passes, returns or terminates. */
export function useShortcuts({ previous, next, pass, help }: Shortcuts): void {
  const navigate = useNavigate();
  const on = useShortcutsOn();
  const back = useRef<Element | null>(null);
  const goes = useRef(0);
  const keys: Readonly<Record<string, () => void>> = {
    j: () => along('[data-row]', 1),
    k: () => along('[data-row]', -1),
    ']': () => along('.part h2', 1),
    '[': () => along('.part h2', -1),
    e: () => toEvidenceAndBack(back),
    n: () => next && navigate(next),
    p: () => previous && navigate(previous),
    a: pass,
    g: () => void (goes.current = Date.now()),
    t: () => void (Date.now() - goes.current < 1500 && navigate('/work/tasks')),
    '?': help,
  };
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    if (!on) return;
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
      const key = event.key.toLowerCase();
      const sight = SIGHTS[key];
      if (sight) press(`#evidence [data-sight="${sight}"]`);
      else latest.current[key]?.();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [on]);
}
