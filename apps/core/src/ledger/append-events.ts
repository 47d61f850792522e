import type { Transaction } from '@zhicheng/database';
import { aroundLast, SEQ, type LedgerEntry } from './append-event.ts';
import { canonicalJson } from './canonical-json.ts';

type Happened = Pick<LedgerEntry, 'action' | 'data'>;

/** What happened to many subjects of a kind, to each in its order. */
export interface EventsOfMany {
  readonly subjectKind: string;
  readonly actor: LedgerEntry['actor'];
  readonly subjects: readonly { readonly id: string; readonly events: readonly Happened[] }[];
}

/**
 * Adds to each of many chains what happened to its subject, as `appendEvent` would one by one: those to which the very
 * same happened in one statement, in which the database finds the ends of the chains and takes the hashes. The caller
 * holds the locks on the subjects' rows.
 */
export async function appendEvents(trx: Transaction, { subjectKind, actor, subjects }: EventsOfMany): Promise<void> {
  const { accountId = null, organisationId = null } = actor ?? {};
  const common = { subject_kind: subjectKind, at: new Date(), account_id: accountId, organisation_id: organisationId };
  for (const { events, subjectIds } of alike(subjects)) {
    if (events.length === 0) continue;
    const links = events.map((event, index) => linkOf(common, event, index + 1));
    await trx.raw(
      `insert into ledger_event
         (subject_kind, subject_id, seq, at, account_id, organisation_id, action, data, previous_hash, hash)
       select :subject_kind, subject.id, event.seq, :at::timestamptz, :account_id::uuid, :organisation_id::uuid,
         event.action, event.data, event.previous_hash, event.hash
       from unnest(:subjectIds::uuid[]) as subject (id)
       left join lateral (
         select seq, hash from ledger_event l where l.subject_id = subject.id order by l.seq desc limit 1) as head on true
       ${links.map(({ lateral }) => lateral).join('\n')}
       cross join lateral (values ${links.map(({ row }) => row).join(', ')})
         as event (seq, action, data, previous_hash, hash)`,
      Object.assign({ ...common, subjectIds }, ...links.map(({ bindings }) => bindings)),
    );
  }
}

/** Those together to which the very same happened. */
function alike(subjects: EventsOfMany['subjects']) {
  const groups = new Map<string, { readonly events: readonly Happened[]; readonly subjectIds: string[] }>();
  for (const { id, events } of subjects) {
    const key = canonicalJson(events);
    const group = groups.get(key);
    if (group) group.subjectIds.push(id);
    else groups.set(key, { events, subjectIds: [id] });
  }
  return groups.values();
}

/**
 * SQL of the n-th event in each chain. Each hash follows from the one before; `offset 0` keeps that from being taken
 * again wherever it is used.
 */
function linkOf(common: Readonly<Record<string, unknown>>, { action, data = {} }: Happened, n: number) {
  const [before, between, after] = aroundPlace({ ...common, subject_id: SUBJECT, seq: SEQ, action, data });
  const seq = `coalesce(head.seq, 0) + ${n}`;
  const previous = n === 1 ? `coalesce(head.hash, '')` : `e${n - 1}.hash`;
  const text = `${previous} || :before${n}::text || ${seq} || :between${n}::text || subject.id || :after${n}::text`;
  return {
    lateral: `cross join lateral (select ${seq} as seq, ${previous} as previous_hash,
      encode(sha256(convert_to(${text}, 'UTF8')), 'hex') as hash offset 0) as e${n}`,
    row: `(e${n}.seq, :action${n}::text, :data${n}::jsonb, e${n}.previous_hash, e${n}.hash)`,
    bindings: {
      ...{ [`action${n}`]: action, [`data${n}`]: JSON.stringify(data) },
      ...{ [`before${n}`]: before, [`between${n}`]: between, [`after${n}`]: after },
    },
  };
}

/** Stands for the subject of an event. */
const SUBJECT = '<subject>';

/** What `hashEvent` takes of an event, around its place in the chain and its subject: of many alike, only these differ. */
function aroundPlace(event: Readonly<Record<string, unknown>>): readonly [string, string, string] {
  const [before, rest] = aroundLast(canonicalJson(event), JSON.stringify(SEQ));
  return [before, ...aroundLast(rest, SUBJECT)];
}
