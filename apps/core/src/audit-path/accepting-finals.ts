import type { Database, Transaction } from '@zhicheng/database';
import type { Core } from '../context.ts';
import type { Node } from '../tasks/process-kind.ts';
import { isAccepting } from './accepting-fields.ts';
import { convenes, keyOf, type Final } from './resolve.ts';

type Db = Database | Transaction;
interface Asked {
  readonly level: string;
  readonly mode: string;
}

/** Bodies in force that accept this way of acquisition at this level. */
export const acceptingFor = (db: Db, { level, mode }: Asked) =>
  db('accepting_body')
    .whereNull('cancelled_at')
    .whereRaw('? = any(modes) and (levels is null or ? = any(levels))', [mode, level]);

/**
 * 终审机构 of a way of acquisition at a level: where the province has accepting bodies and the way is 初定 or 认定, those
 * bodies and no other (HN-30); otherwise the convening units.
 */
export async function finalsFor({ core, db, asked }: { core: Core; db: Db; asked: Asked }): Promise<Final> {
  if (!core.profile.policies.acceptingBodies || !isAccepting(asked.mode)) return convenes;
  const rows = await acceptingFor(db, asked).select<{ organisation_id: string; node: Node['node'] }[]>(
    'organisation_id',
    'node',
  );
  const finals = new Set(rows.map(({ organisation_id, node }) => keyOf({ node, organisationId: organisation_id })));
  return (node) => finals.has(keyOf(node));
}

export interface DeclarationNotice {
  readonly name: string;
  readonly text: string;
}

/** 申报须知 of the body at which a path ends (GP.69); null where that body has written none. */
export async function noticeAt(
  db: Db,
  { node, organisationId }: Node,
  asked: Asked,
): Promise<DeclarationNotice | null> {
  if (!isAccepting(asked.mode)) return null;
  const row = await acceptingFor(db, asked)
    .join('organisation', 'organisation.id', 'accepting_body.organisation_id')
    .where({ 'accepting_body.organisation_id': organisationId, 'accepting_body.node': node })
    .whereNot({ notice: '' })
    .first<{ name: string; notice: string } | undefined>('organisation.name', 'notice');
  return row ? { name: row.name, text: row.notice } : null;
}
