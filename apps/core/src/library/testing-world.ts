import { randomUUID } from 'node:crypto';
import { makeIdNumber } from '@zhicheng/profiles';
import { registry } from '@zhicheng/plugins';
import { specimen } from '@zhicheng/plugin-specimen';
import type { Raw } from '@zhicheng/series-kit';
import { acceptFile } from '../files/accept-file.ts';
import type { FileDto } from '../files/model.ts';
import { loadCatalog } from '../catalog/load-catalog.ts';
import type { Actor } from '../context.ts';
import { resolveSession } from '../identity/resolve-session.ts';
import { signInPerson } from '../identity/sign-in-person.ts';
import { coreForTest, type CoreForTest } from '../testing.ts';
import type { Saved } from './save-entry.ts';

export interface Unit {
  readonly id: string;
  readonly name: string;
  readonly admins: readonly [Actor, ...Actor[]];
}

/** A catalogue, units and people; what tests of the library stand on. */
export interface World extends CoreForTest {
  person(name: string): Promise<Actor>;
  unit(name: string, administrators?: number): Promise<Unit>;
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
  get(owner: Actor, id: string): ReturnType<ReturnType<CoreForTest['as']>['library']['get']>;
}

export const EXPERIENCE = {
  unit: '示例市第一中学',
  period: { from: '2008-09-01', to: null },
  specialty: '中学语文',
  position: '教师',
};

let serial = 0;

export async function worldForTest(): Promise<World> {
  const test = await coreForTest({
    series: [...registry, specimen],
    prepare: { key: 'catalog', run: (core) => loadCatalog({ core }) },
  });
  const { core } = test;
  const { db } = core;

  const world: World = {
    ...test,
    async person(name) {
      serial += 1;
      const id_number = makeIdNumber({ birthDate: '1985-01-01', gender: 'female', serial });
      const claims = { kind: 'person', sub: `sub-${serial}`, name, id_type: '111', id_number } as const;
      const { token } = await signInPerson({ core, claims });
      const session = await resolveSession({ core, token });
      if (!session) throw new Error('no session');
      return session.actor;
    },
    async unit(name, administrators = 1) {
      const [organisation] = await db('organisation').insert({ name, registered_at: new Date() }).returning('id');
      await db('organisation_capacity').insert({ organisation_id: organisation.id, capacity: 'employer' });
      const admin = async (index: number): Promise<Actor> => {
        const display = `${name}管理员${index + 1}`;
        const [account] = await db('account').insert({ kind: 'unit', display_name: display }).returning('id');
        const [assignment] = await db('assignment')
          .insert({ account_id: account.id, role: 'employer', organisation_id: organisation.id })
          .returning('id');
        return {
          accountId: account.id,
          assignmentId: assignment.id,
          role: 'employer',
          organisationId: organisation.id,
          name: display,
        };
      };
      const first = await admin(0);
      const others = await Promise.all(Array.from({ length: administrators - 1 }, (_, index) => admin(index + 1)));
      return { id: organisation.id, name, admins: [first, ...others] };
    },
    async bind(person, unit) {
      await db('binding').where({ person_id: person.accountId, state: 'approved' }).update({ state: 'superseded' });
      await db('binding').insert({ person_id: person.accountId, organisation_id: unit.id, state: 'approved' });
    },
    async joinSeries(person, seriesCode) {
      await db('person').where({ account_id: person.accountId }).update({ series_code: seriesCode });
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
      test.as(owner).library.save({ entity, raw, idempotencyKey: randomUUID() }),
    saveAndSubmit: (owner, raw = EXPERIENCE, entity = 'experience') =>
      test.as(owner).library.saveAndSubmit({ entity, raw, idempotencyKey: randomUUID() }),
    async decide(admin, entryId, decision, opinion = decision === 'return' ? '起止日期与证明不符。' : '') {
      const task = await db('task')
        .join('step', 'step.id', 'task.step_id')
        .join('process', 'process.id', 'step.process_id')
        .where({ 'process.subject_id': entryId })
        .whereNull('task.closed_at')
        .first('task.id');
      await test.as(admin).tasks.decide({ taskId: task?.id, decision, opinion });
    },
    async approved(owner, unit, raw, entity) {
      const saved = await world.saveAndSubmit(owner, raw, entity);
      await world.decide(unit.admins[0], saved.id, 'pass');
      return { ...saved, version: saved.version + 1 };
    },
    get: (owner, id) => test.as(owner).library.get({ id }),
  };
  return world;
}
