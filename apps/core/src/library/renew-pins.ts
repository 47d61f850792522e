import type { Transaction } from '@zhicheng/database';
import type { Actor, Core } from '../context.ts';
import { linkedFrom } from './linked-from.ts';
import type { EntryRow } from './model.ts';

/** Somebody who has an entry at a revision: pinned itself, or behind the links of what is pinned. */
export interface Holder {
  readonly holderId: string;
  /** In words: 2026 年申报. */
  readonly holderLabel: string;
  /** Entry of the pin, the one itself or one that reaches it. */
  readonly pinned: string;
  readonly revision: number;
}

/** A new version of something that a holder has. */
export interface NewVersion {
  readonly core: Core;
  readonly trx: Transaction;
  readonly actor: Actor;
  readonly entry: Pick<EntryRow, 'id' | 'entity' | 'owner_id'>;
  readonly holderId: string;
  readonly holderLabel: string;
  readonly from: number;
  readonly to: number;
  /** Pinned itself, not behind a link. */
  readonly direct: boolean;
}

/** The noun whose records pin entries; createCore hands it to the library, which knows no later noun. */
export interface PinHolder {
  /** Locks these records and tells which of them their owner may still change. */
  lockEditable(trx: Transaction, holderIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** The pin has moved to the new version: the record follows. */
  renewed(version: NewVersion): Promise<void>;
  /** The record can no longer be changed: it keeps what it had. */
  kept(version: NewVersion): Promise<void>;
}

/** Every pin of the owner that reaches this entry. */
export async function holdersOf(
  trx: Transaction,
  { id, owner_id }: Pick<EntryRow, 'id' | 'owner_id'>,
): Promise<Holder[]> {
  const { rows } = await trx.raw<{ rows: Holder[] }>(
    `select p.holder_id as "holderId", p.holder_label as "holderLabel", p.entry_id as pinned,
       case when p.entry_id = :id then p.revision else (p.linked ->> :id)::integer end as revision
     from library_pin p join library_entry e on e.id = p.entry_id
     where e.owner_id = :owner_id and (p.entry_id = :id or jsonb_exists(p.linked, :id))
     order by p.holder_id, p.entry_id`,
    { id, owner_id },
  );
  return rows;
}

interface Approval {
  readonly core: Core;
  readonly trx: Transaction;
  readonly actor: Actor;
  readonly holder: PinHolder;
  readonly entryId: string;
}

/**
 * Runs what approves an entry, then puts the new version in the place of the old one wherever the holder may still be
 * changed; elsewhere the old one stays. Holders are locked before the entry, as whoever imports into one does.
 */
export async function approving(
  { core, trx, actor, holder, entryId }: Approval,
  approve: () => Promise<void>,
): Promise<void> {
  const before: EntryRow = await trx('library_entry').where({ id: entryId }).first();
  const known = [...new Set((await holdersOf(trx, before)).map(({ holderId }) => holderId))];
  const editable = known.length > 0 ? await holder.lockEditable(trx, known) : new Set<string>();
  await approve();
  const entry: EntryRow = await trx('library_entry').where({ id: entryId }).first();
  const to = entry.approved_revision;
  if (to === null) throw new Error(`entry ${entryId} was approved and does not count`);
  const told = new Set<string>();
  for (const { holderId, holderLabel, pinned, revision } of await holdersOf(trx, entry)) {
    if (revision === to) continue;
    if (editable.has(holderId)) await renewPin(trx, { holderId, pinned, entryId, to });
    if (told.has(holderId)) continue;
    told.add(holderId);
    const version = { core, trx, actor, entry, holderId, holderLabel, from: revision, to, direct: pinned === entryId };
    await (editable.has(holderId) ? holder.renewed(version) : holder.kept(version));
  }
}

/** The pin keeps the new revision from now on, with what that links to. */
async function renewPin(
  trx: Transaction,
  { holderId, pinned, entryId, to }: { holderId: string; pinned: string; entryId: string; to: number },
): Promise<void> {
  const pin = { holder_id: holderId, entry_id: pinned };
  const revision = pinned === entryId ? to : (await trx('library_pin').where(pin).first('revision')).revision;
  const linked = JSON.stringify(await linkedFrom(trx, { id: pinned, revision }));
  await trx('library_pin').where(pin).update({ revision, linked });
}

/** Moves every pin of one holder that reaches the entry to the approved version; undefined where all have it. */
export async function renewHolder(
  trx: Transaction,
  { holderId, entryId, ownerId }: { holderId: string; entryId: string; ownerId: string },
): Promise<{ from: number; to: number } | undefined> {
  const own = { id: entryId, owner_id: ownerId };
  const entry: EntryRow | undefined = await trx('library_entry').where(own).forUpdate().first();
  const to = entry?.approved_revision ?? undefined;
  if (to === undefined) return undefined;
  const behind = (await holdersOf(trx, own)).filter((one) => one.holderId === holderId && one.revision !== to);
  for (const { pinned } of behind) await renewPin(trx, { holderId, pinned, entryId, to });
  const [first] = behind;
  return first && { from: first.revision, to };
}
