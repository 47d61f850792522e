import type { Transaction } from '@zhicheng/database';
import { declarationFlow, libraryFlow, quotaFlow, stateOf, unitRegistrationFlow } from '@zhicheng/workflow';
import type { Actor, Core } from '../context.ts';
import { notFound } from '../errors.ts';

/** How the record behind a form stands now. */
export interface Standing {
  /** null: the record has no version, or does not exist yet. */
  readonly version: number | null;
  readonly editable: boolean;
}

type Ask = { readonly core: Core; readonly trx: Transaction; readonly actor: Actor; readonly id: string };
type Form = { readonly pattern: RegExp; find(ask: Ask): Promise<Standing | undefined> };

const UUID = '([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})';

/** Locked, so that a text typed while the record is being submitted waits, and then finds it submitted. */
const versioned = <Row extends { version: number }>(row: Row | undefined, editable: (row: Row) => boolean) =>
  row && { version: row.version, editable: editable(row) };

const person = ({ trx, actor }: Ask) =>
  trx('person')
    .where({ account_id: actor.accountId })
    .forShare()
    .first<{ version: number; registered_at: Date | null } | undefined>('version', 'registered_at');

const unit = ({ trx, actor }: Ask) =>
  trx('organisation')
    .where({ id: actor.organisationId })
    .forShare()
    .first<{ version: number; registered_at: Date | null } | undefined>('version', 'registered_at');

/** A unit that has not registered yet, or was turned down; not while the bureau looks at what was handed in. */
const unitRegistration = async (ask: Ask): Promise<Standing | undefined> => {
  const row = await unit(ask);
  const audited = await ask
    .trx('unit_registration')
    .where({ organisation_id: ask.actor.organisationId })
    .forShare()
    .first<{ state: string } | undefined>('state');
  const open = !audited || stateOf(unitRegistrationFlow, audited.state).editable === true;
  return versioned(row, ({ registered_at }) => registered_at === null && open);
};

const newEntry = async ({ core, actor, id }: Ask): Promise<Standing | undefined> =>
  actor.role === 'applicant' && core.series.findEntity(id) ? { version: null, editable: true } : undefined;

const entry = async ({ trx, actor, id }: Ask) =>
  versioned(
    await trx('library_entry')
      .where({ id, owner_id: actor.accountId })
      .forShare()
      .first<{ version: number; state: string } | undefined>('version', 'state'),
    ({ state }) => stateOf(libraryFlow, state).editable === true,
  );

const declaration = async ({ trx, actor, id }: Ask) =>
  versioned(
    await trx('declaration')
      .where({ id, account_id: actor.accountId })
      .forShare()
      .first<{ version: number; state: string } | undefined>('version', 'state'),
    ({ state }) => stateOf(declarationFlow, state).editable === true,
  );

const quota = async ({ trx, actor, id }: Ask) =>
  versioned(
    await trx('post_quota')
      .where({ id, organisation_id: actor.organisationId })
      .forShare()
      .first<{ version: number; state: string } | undefined>('version', 'state'),
    ({ state }) => actor.role === 'employer' && stateOf(quotaFlow, state).editable === true,
  );

/** What an auditor writes about a case: until it is decided, whoever decides it. */
const decision = async ({ trx, actor, id }: Ask): Promise<Standing | undefined> => {
  const task = await trx('task')
    .where({ id, organisation_id: actor.organisationId, capacity: actor.role })
    .forShare()
    .first<{ closed_at: Date | null } | undefined>('closed_at');
  return task && { version: null, editable: task.closed_at === null };
};

/** Every form whose text is kept, by its address in the portal; the group is the id, or the entity of a new entry. */
const FORMS: readonly Form[] = [
  { pattern: /^library\/([A-Za-z][\w-]*)\/new$/, find: newEntry },
  { pattern: new RegExp(`^library/[A-Za-z][\\w-]*/${UUID}$`), find: entry },
  { pattern: new RegExp(`^declarations/${UUID}$`), find: declaration },
  { pattern: new RegExp(`^task/${UUID}$`), find: decision },
  {
    pattern: /^postQuota\/new$/,
    find: async ({ actor }) => (actor.role === 'employer' ? { version: null, editable: true } : undefined),
  },
  { pattern: new RegExp(`^postQuota/${UUID}$`), find: quota },
  {
    pattern: /^account-request$/,
    find: async ({ actor }) => (actor.role === 'hrss' ? { version: null, editable: true } : undefined),
  },
  {
    pattern: /^register$/,
    async find(ask) {
      const row = await person(ask);
      return row && { version: null, editable: row.registered_at === null };
    },
  },
  { pattern: /^me$/, find: async (ask) => versioned(await person(ask), (row) => row.registered_at !== null) },
  {
    pattern: /^me\/unit$/,
    async find(ask) {
      const row = await person(ask);
      return row && { version: null, editable: row.registered_at !== null };
    },
  },
  { pattern: /^unit$/, find: async (ask) => versioned(await unit(ask), (row) => row.registered_at !== null) },
  { pattern: /^unit-register$/, find: unitRegistration },
];

/**
 * The record behind a form, as the actor has it. NOT_FOUND for a record of somebody else, for none, and for a form
 * whose text is not kept.
 */
export async function standingOf({ record, ...ask }: Omit<Ask, 'id'> & { readonly record: string }): Promise<Standing> {
  for (const { pattern, find } of FORMS) {
    const found = pattern.exec(record);
    if (!found) continue;
    const standing = await find({ ...ask, id: found[1] ?? '' });
    if (standing) return standing;
    break;
  }
  throw notFound();
}
