import { isBlank, type Field } from '@zhicheng/series-kit';
import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';
import type { FieldIssue } from '../refusal.ts';

type Issues = {
  messageOf(path: string): string | undefined;
  /** The answer changed: what was said about it no longer holds. */
  dismiss(path: string): void;
  /** Judged on leaving the field, never while typing, and never for being empty. */
  judge(path: string, field: Field, value: unknown): void;
};

const NONE: Issues = { messageOf: () => undefined, dismiss: () => undefined, judge: () => undefined };
const IssuesContext = createContext<Issues>(NONE);

const concerns = (path: string, changed: string): boolean => path === changed || path.startsWith(`${changed}.`);

type Seen = { readonly refused: readonly FieldIssue[]; readonly changed: readonly string[] };

/** Sentences beside the fields: the server's until the answer changes, then what the field itself says on blur. */
export function IssuesProvider({ refused, children }: { refused: readonly FieldIssue[]; children: ReactNode }) {
  const [seen, setSeen] = useState<Seen>({ refused, changed: [] });
  const [own, setOwn] = useState<Readonly<Record<string, string>>>({});
  const changed = seen.refused === refused ? seen.changed : [];

  const dismiss = useCallback(
    (path: string) => {
      setSeen((before) => {
        const list = before.refused === refused ? before.changed : [];
        return list.includes(path) ? before : { refused, changed: [...list, path] };
      });
      setOwn((before) =>
        path in before ? Object.fromEntries(Object.entries(before).filter(([key]) => key !== path)) : before,
      );
    },
    [refused],
  );
  const judge = useCallback((path: string, field: Field, value: unknown) => {
    const parsed = isBlank(value) ? null : field.parse(value);
    const message = parsed && !parsed.ok && !parsed.issues && !parsed.blank ? parsed.message : undefined;
    if (message) setOwn((before) => ({ ...before, [path]: message }));
  }, []);

  const value = useMemo<Issues>(
    () => ({
      dismiss,
      judge,
      messageOf: (path) =>
        own[path] ??
        refused.find((issue) => issue.path === path && !changed.some((other) => concerns(path, other)))?.message,
    }),
    [own, refused, changed, dismiss, judge],
  );
  return <IssuesContext.Provider value={value}>{children}</IssuesContext.Provider>;
}

export const useIssues = (): Issues => useContext(IssuesContext);
