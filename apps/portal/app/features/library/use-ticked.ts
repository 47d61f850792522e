import { useState } from 'react';
import type { Picking } from '../../components/data-table.tsx';
import type { Entry } from './entry-list.tsx';

type Ticked = { readonly ids: readonly string[] } | { readonly keyword: string };

type Choice = {
  readonly ids: ReadonlySet<string>;
  /** Everything found under this keyword. */ readonly found?: string;
};
const NONE: Choice = { ids: new Set() };

const mayTick = ({ can }: Entry): boolean => can.edit.allowed;

/** What is ticked for 批量提交, kept while one turns the pages; or everything that is found, page or no page. */
export function useTicked(rows: readonly Entry[], keyword: string, submittable: number) {
  const [kept, setChoice] = useState<Choice>(NONE);
  const choice = kept.found !== undefined && kept.found !== keyword ? NONE : kept;
  const everything = choice.found !== undefined;
  const tickable = rows.filter(mayTick).map(({ id }) => id);
  const set = (ids: Iterable<string>) => setChoice({ ids: new Set(ids) });
  const isPicked = ({ id, can }: Entry) => (everything ? can.edit.allowed : choice.ids.has(id));
  const without = (gone: readonly string[]) =>
    [...(everything ? tickable : choice.ids)].filter((id) => !gone.includes(id));
  const picking: Picking<Entry> = {
    isPicked,
    mayPick: mayTick,
    all: tickable.length > 0 && tickable.every((id) => everything || choice.ids.has(id)),
    why: '只能选择编辑中和退回的条目',
    toggle: ({ id }, on) => set(on ? [...choice.ids, id] : without([id])),
    toggleAll: (on) => set(on ? [...choice.ids, ...tickable] : without(tickable)),
  };
  const ticked: Ticked = choice.found === undefined ? { ids: [...choice.ids] } : { keyword: choice.found };
  return {
    picking,
    ticked,
    count: everything ? submittable : choice.ids.size,
    everything,
    clear: () => setChoice(NONE),
    tickFound: () => setChoice({ ids: new Set(), found: keyword }),
  };
}
