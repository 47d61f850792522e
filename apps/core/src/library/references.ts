import type { Database } from '@zhicheng/database';
import type { Core } from '../context.ts';
import { issue, type ErrorIssue } from '../errors.ts';
import { HOLDING } from './states.ts';

/** What holds an entry: declarations that imported it, entries under audit or approved that link to it. */
export interface References {
  readonly pins: readonly { readonly holderId: string; readonly label: string }[];
  /** How many entries of which entity link to it. */
  readonly links: ReadonlyMap<string, number>;
}
const NONE: References = { pins: [], links: new Map() };

type Row = { id: string; holder: string | null; label: string | null; entity: string | null; n: number };

/** References of several entries in one query; an entry that nothing holds is not in the answer. */
export async function referencesTo(db: Database, ids: readonly string[]): Promise<(id: string) => References> {
  if (ids.length === 0) return () => NONE;
  const { rows } = await db.raw<{ rows: Row[] }>(
    `select entry_id as id, holder_id as holder, holder_label as label, null as entity, 1 as n
     from library_pin where entry_id = any(:ids::uuid[])
     union all
     select l.to_entry_id, null, null, f.entity, count(distinct f.id)::int
     from library_link l join library_entry f on f.id = l.from_entry_id
     where l.to_entry_id = any(:ids::uuid[])
       and (f.revision = l.from_revision and f.state = any(:holding) or f.approved_revision = l.from_revision)
     group by l.to_entry_id, f.entity`,
    { ids: [...ids], holding: HOLDING },
  );
  const found = new Map<string, References>();
  for (const row of rows) {
    const { pins, links } = found.get(row.id) ?? NONE;
    found.set(
      row.id,
      row.holder !== null
        ? { pins: [...pins, { holderId: row.holder, label: row.label ?? '' }], links }
        : { pins, links: new Map([...links, [row.entity ?? '', row.n]]) },
    );
  }
  return (id) => found.get(id) ?? NONE;
}

/**
 * Why a held entry cannot be `verb`ed (AH-07.13; for the unit GP.15); empty when nothing holds it. `who` is asked to
 * take it out of the declaration first.
 */
export function heldBy(core: Core, { pins, links }: References, verb: string, who: 'owner' | 'unit'): ErrorIssue[] {
  const first = who === 'owner' ? '请先在申报中“移除”' : '请先由申报人在申报中“移除”';
  return [
    ...pins.map(({ label }) =>
      issue('pinned', `已导入 ${label}，不能直接${verb}。${first}，再${verb}。`, { mendAt: '/declarations' }),
    ),
    ...[...links].map(([entity, n]) => {
      const label = core.series.entity(entity).label;
      return issue('linked', `有 ${n} 条${label}用到这一条，不能直接${verb}。请先撤回或调整${label}。`, {
        mendAt: `/library/${entity}`,
      });
    }),
  ];
}
