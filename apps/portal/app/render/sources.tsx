import type { Coded, Raw } from '@zhicheng/series-kit';
import { createContext, useContext, type ReactNode } from 'react';

export type RegionOption = { readonly code: string; readonly name: string; readonly parent: string | null };

/** An entry of the library that may be linked, or may not and why. */
export type Candidate = {
  readonly entry: string;
  readonly label: string;
  readonly facts?: string;
  /** 审核中, 退回 … Candidates that cannot be picked stay in the list with their reason. */
  readonly blocked?: string;
};

/** A row that may be linked, or is. */
export type LinkRow = { readonly id: string; readonly data: Raw };
export type LinkAsk = {
  readonly keyword?: string;
  readonly page?: number;
  /** The identities of all that are found. */
  readonly everything?: boolean;
  readonly ids?: readonly string[];
};
export type LinkPage = {
  readonly rows: readonly LinkRow[];
  readonly total: number;
  /** Rows that cannot be linked yet. */
  readonly waiting: number;
  readonly ids: readonly string[];
};

/** What controls need beyond their field; a page's loader provides it. */
export type FieldSources = {
  /** Options by dictionary code. */
  readonly dictionaries?: Readonly<Record<string, readonly Coded[]>>;
  readonly regions?: readonly RegionOption[];
  /** Rows for a links field, searched by the server. */
  searchLinks?(entity: string, ask: LinkAsk): Promise<LinkPage>;
  /** Names of linked entries by entity code, where they are shown. */
  readonly candidates?: Readonly<Record<string, readonly Candidate[]>>;
  /**
   * Reference of an upload slot, sent along with the file: which record, which field.
   * @param path the field, sub-rows included
   */
  slotOf?(path: string): string;
};

const Sources = createContext<FieldSources>({});

export function FieldSourcesProvider({ value, children }: { value: FieldSources; children: ReactNode }) {
  return <Sources.Provider value={value}>{children}</Sources.Provider>;
}

export const useSources = (): FieldSources => useContext(Sources);
