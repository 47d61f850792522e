import { randomUUID } from 'node:crypto';
import { anhui, type Profile } from '@zhicheng/profiles';
import { registry } from '@zhicheng/plugins';
import { specimen } from '@zhicheng/plugin-specimen';
import type { Raw, Series } from '@zhicheng/series-kit';
import { acceptFile, type FileDto } from '../files/accept-file.ts';
import { organisationOf, type Actor } from '../context.ts';
import { createBuiltinAccount } from '../identity/create-builtin-account.ts';
import { resolveSession } from '../identity/resolve-session.ts';
import { signInBuiltin } from '../identity/sign-in-builtin.ts';
import { PASSWORD, peopleWorld, PERSON_FORM, type PeopleWorld } from '../organisations/test-world.ts';
import type { Saved } from './save-entry.ts';

export interface Unit {
  readonly id: string;
  readonly name: string;
  readonly admins: readonly [Actor];
}

/** A catalogue, units and people; what tests of the library stand on. */
export interface World extends Omit<PeopleWorld, 'person' | 'unit' | 'bind' | 'decide'> {
  person(name: string): Promise<Actor>;
  unit(name: string): Promise<Unit>;
  /** A second administrator: from now on the unit's audits must be claimed. */
  colleague(unit: Unit): Promise<Actor>;
  bind(person: Actor, unit: Unit): Promise<void>;
  /** Makes somebody a member of a title series (AH-06.10). */
  joinSeries(person: Actor, seriesCode: string): Promise<void>;
  upload(owner: Actor, name?: string, mark?: string): Promise<FileDto>;
  /** Saves a new entry: an experience unless said otherwise. */
  save(owner: Actor, raw?: Raw, entity?: string): Promise<Saved>;
  saveAndSubmit(owner: Actor, raw?: Raw, entity?: string): Promise<Saved>;
  /** The unit's administrator decides the open audit of an entry. */
  decide(admin: Actor, entryId: string, decision: 'pass' | 'return', opinion?: string): Promise<void>;
  /** An entry that the unit has passed, at its version. */
  approved(owner: Actor, unit: Unit, raw?: Raw, entity?: string): Promise<Saved>;
  get(owner: Actor, id: string): ReturnType<ReturnType<PeopleWorld['as']>['library']['get']>;
}

export const EXPERIENCE = {
  unit: '示例市第一中学',
  period: { from: '2008-09-01', to: null },
  specialty: '中学语文',
  position: '教师',
};

let serial = 0;

/** @param own the test-only series, as it is or with something changed */
export async function worldForTest(profile: Profile = anhui, own: Series = specimen): Promise<World> {
  const people = await peopleWorld(profile, [...registry, own]);
  const { core } = people;
  const { db } = core;

  const world: World = {
    ...people,
    person(name) {
      serial += 1;
      return people.registered(serial, name);
    },
    async unit(name) {
      const admin = await people.builtin(name, ['employer'], { unitNature: 'PUBLIC_INSTITUTION' });
      return { id: organisationOf(admin), name, admins: [admin] };
    },
    colleague: (unit) => anotherAdmin(people, unit.id),
    bind: (person, unit) => people.bind(person, unit.admins[0]),
    async joinSeries(person, seriesCode) {
      const { version } = await people.as(person).identity.profile();
      const form = { ...PERSON_FORM, mobile: '10000000001', freelancer: false, seriesCode };
      await people.as(person).identity.updateProfile({ form, expectedVersion: version });
    },
    upload: (owner, name = '证明.pdf', mark = randomUUID()) =>
      acceptFile({
        core,
        actor: owner,
        source: (async function* () {
          yield Buffer.from(`%PDF-1.4\n% ${mark}\n%%EOF\n`);
        })(),
        name,
        slot: { types: ['pdf'], maxMB: 2 },
      }),
    save: (owner, raw = EXPERIENCE, entity = 'experience') =>
      people.as(owner).library.save({ entity, raw, idempotencyKey: randomUUID() }),
    saveAndSubmit: (owner, raw = EXPERIENCE, entity = 'experience') =>
      people.as(owner).library.saveAndSubmit({ entity, raw, idempotencyKey: randomUUID() }),
    async decide(admin, entryId, decision, opinion = decision === 'return' ? '起止日期与证明不符。' : '') {
      const task = await db('task')
        .join('step', 'step.id', 'task.step_id')
        .join('process', 'process.id', 'step.process_id')
        .where({ 'process.subject_id': entryId })
        .whereNull('task.closed_at')
        .first('task.id');
      await people.as(admin).tasks.decide({ taskId: task?.id, decision, opinion });
    },
    async approved(owner, unit, raw, entity) {
      const saved = await world.saveAndSubmit(owner, raw, entity);
      await world.decide(unit.admins[0], saved.id, 'pass');
      return { ...saved, version: saved.version + 1 };
    },
    get: (owner, id) => people.as(owner).library.get({ id }),
  };
  return world;
}

/** A further administrator of a unit, with an account of its own. */
async function anotherAdmin({ core }: PeopleWorld, organisationId: string): Promise<Actor> {
  const username = `admin-${randomUUID().slice(0, 8)}`;
  const assignments = [{ role: 'employer', organisationId }] as const;
  await createBuiltinAccount({
    core,
    actor: null,
    username,
    password: PASSWORD,
    displayName: '示例管理员',
    assignments,
  });
  const session = await resolveSession({
    core,
    token: (await signInBuiltin({ core, username, password: PASSWORD })).token,
  });
  if (!session) throw new Error('no session');
  return session.actor;
}
