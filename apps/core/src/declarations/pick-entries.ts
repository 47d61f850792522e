import type { Transaction } from '@zhicheng/database';
import { parseFields, partial, type Raw } from '@zhicheng/series-kit';
import type { Actor, Core } from '../context.ts';
import { isId } from '../ids.ts';
import { conflict, invalid, issue, notFound, refused } from '../errors.ts';
import { pinEntries, portions, releaseEntry } from '../library/pins.ts';
import { editDeclaration, type Editing } from './edit.ts';

interface Picking {
  readonly core: Core;
  readonly actor: Actor;
  readonly id: string;
  readonly section: string;
  readonly expectedVersion: number;
}

function pickSectionOf({ section }: Editing, code: string) {
  const planned = section(code);
  if (planned.section.kind !== 'pick') throw notFound('栏目');
  return { planned, section: planned.section };
}

const picksOf = (trx: Transaction, id: string, section: string) =>
  trx('declaration_pick').where({ declaration_id: id, section }).orderBy('ordinal');

/**
 * 导入 (AH-20.01, AH-22.07): pins the current revision of each entry. REFUSED for what is not approved, already
 * imported (AH-20.07), of another kind, or beyond the section's maximum; nothing is imported then.
 */
export async function importEntries({
  entryIds,
  ...picking
}: Picking & { entryIds: readonly string[] }): Promise<{ version: number }> {
  const { actor, section } = picking;
  return editDeclaration({
    ...picking,
    run: async (editing) => {
      await importInto({ editing, actor, section, entryIds });
      return {};
    },
  });
}

/** The same inside a change that is under way. */
export async function importInto({
  editing,
  actor,
  section: code,
  entryIds,
}: {
  editing: Editing;
  actor: Actor;
  section: string;
  entryIds: readonly string[];
}): Promise<void> {
  const { trx, draft } = editing;
  const { id } = draft.row;
  const { planned, section } = pickSectionOf(editing, code);
  const wanted = new Set(entryIds);
  const present = await picksOf(trx, id, code);
  if (planned.max !== undefined && present.length + wanted.size > planned.max)
    throw refused([issue('max', `${planned.label}最多${planned.max}项，已导入${present.length}项。`, { path: code })]);
  const known = await trx('declaration_pick')
    .where({ declaration_id: id })
    .whereRaw('entry_id = any(?::uuid[])', [[...wanted].filter(isId)]);
  if (known.length > 0) throw refused([issue('twice', '已导入，不能重复。', { path: code })]);
  const from = Number(present.at(-1)?.ordinal ?? 0) + 1;
  const pinned = await pinEntries({
    ...{ trx, entryIds: [...wanted], ownerId: actor.accountId, holderId: id },
    holderLabel: `${draft.plan.year} 年申报`,
  });
  if (pinned.some(({ entity }) => entity !== section.entity.code)) throw notFound('业绩');
  const rows = pinned.map(({ entryId, revision }, index) => ({
    ...{ declaration_id: id, section: code, entry_id: entryId, revision, ordinal: from + index },
  }));
  for (const portion of portions(rows)) await trx('declaration_pick').insert(portion);
}

/** 移除 (AH-20.03): from the declaration only, never from the library. Removing what is gone changes nothing. */
export async function removePick({ entryId, ...picking }: Picking & { entryId: string }): Promise<{ version: number }> {
  const { id, section: code } = picking;
  return editDeclaration({
    ...picking,
    run: async (editing) => {
      pickSectionOf(editing, code);
      const { trx } = editing;
      const pick = { declaration_id: id, section: code, entry_id: entryId };
      // What another section holds stays held.
      if ((await trx('declaration_pick').where(pick).delete()) > 0) await releaseEntry({ trx, entryId, holderId: id });
      return {};
    },
  });
}

/** 上移 / 下移 (AH-20.02); at the end of the list it changes nothing. */
export async function movePick({
  entryId,
  direction,
  ...picking
}: Picking & { entryId: string; direction: 'up' | 'down' }): Promise<{ version: number; position: number }> {
  const { id, section: code } = picking;
  return editDeclaration({
    ...picking,
    run: async (editing) => {
      pickSectionOf(editing, code);
      const { trx } = editing;
      const picks = await picksOf(trx, id, code);
      const at = picks.findIndex((pick) => pick.entry_id === entryId);
      if (at < 0) throw conflict('这一条已经移除，请刷新。');
      const other = picks[direction === 'up' ? at - 1 : at + 1];
      if (!other) return { position: at + 1 };
      const place = { declaration_id: id };
      await trx('declaration_pick')
        .where({ ...place, entry_id: entryId })
        .update({ ordinal: other.ordinal });
      await trx('declaration_pick')
        .where({ ...place, entry_id: other.entry_id })
        .update({ ordinal: picks[at]?.ordinal });
      return { position: direction === 'up' ? at : at + 2 };
    },
  });
}

/** Saves what is said about the rows where they are used (最高学历, 考核结果). Blanks are fine, wrong values INVALID. */
export async function saveExtras({
  extras,
  ...picking
}: Picking & { extras: Readonly<Record<string, Raw>> }): Promise<{ version: number }> {
  const { id, section: code } = picking;
  return editDeclaration({
    ...picking,
    run: async (editing) => {
      const { section } = pickSectionOf(editing, code);
      const { trx } = editing;
      const wrong = Object.entries(extras).flatMap(([entryId, raw]) => {
        const parsed = parseFields(section.extras ?? {}, raw);
        return parsed.ok
          ? []
          : parsed.issues
              .filter((i) => !i.blank)
              .map((i) => issue('invalid', i.message, { path: `${code}.${entryId}.${i.field ?? ''}` }));
      });
      if (wrong.length > 0) throw invalid(wrong);
      for (const [entryId, raw] of Object.entries(extras)) {
        const extra = JSON.stringify(partial(parseFields(section.extras ?? {}, raw)));
        const changed = await trx('declaration_pick')
          .where({ declaration_id: id, section: code, entry_id: entryId })
          .update({ extra });
        if (changed === 0) throw conflict('有一条已经移除，请刷新。');
      }
      return {};
    },
  });
}
