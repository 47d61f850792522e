import { randomUUID } from 'node:crypto';
import { registry } from '@zhicheng/plugins';
import { anhui, makeIdNumber, makeUscc, type Profile } from '@zhicheng/profiles';
import type { Series } from '@zhicheng/series-kit';
import { preparedCatalog } from '../catalog/test-catalog.ts';
import type { Actor } from '../context.ts';
import { createBuiltinAccount } from '../identity/create-builtin-account.ts';
import { resolveSession } from '../identity/resolve-session.ts';
import { signInBuiltin } from '../identity/sign-in-builtin.ts';
import { errorBody, type ErrorBody } from '../procedures.ts';
import { coreForTest, type CoreForTest } from '../testing.ts';
import { createOrganisation } from './create-organisation.ts';
import type { Capacity } from './model.ts';
import { signInWithSso } from './sign-in-with-sso.ts';

export const REGION = '340100';

/** What 个人注册 asks for, filled in as a browser sends it. */
export const PERSON_FORM = {
  politicalStatus: '13',
  ethnicity: '01',
  email: 'shili@example.cn',
  address: '示例市示例路1号',
  workStart: '2008-09-01',
  education: '21',
};

export const UNIT_FORM = {
  contact: '示例联系人',
  mobile: '10000000021',
  unitNature: 'PUBLIC_INSTITUTION',
  email: 'danwei@example.cn',
  region: REGION,
  central: false,
};

export const BIRTH_DATE = '1985-05-01';
export const idNumberOf = (serial: number): string => makeIdNumber({ birthDate: BIRTH_DATE, gender: 'female', serial });
export const usccOf = (serial: number): string => makeUscc({ serial });

/** Everything through use cases: what stands in the database is what people could have brought about. */
export interface PeopleWorld extends CoreForTest {
  /** Signs somebody in for the first time, or again; the number is his ID number's. */
  person(serial: number, name?: string): Promise<Actor>;
  registered(serial: number, name?: string): Promise<Actor>;
  /** A unit through the sign-on service, registered. */
  unit(serial: number, name: string): Promise<Actor>;
  unitAtSso(serial: number, name: string): Promise<Actor>;
  /** An organisation that operators entered, with an administrator of its first capacity. */
  builtin(name: string, capacities: readonly [Capacity, ...Capacity[]], more?: object): Promise<Actor>;
  /** Asks a unit to take a person in and lets its auditor decide. */
  bind(person: Actor, auditor: Actor): Promise<void>;
  request(
    person: Actor,
    organisationId: string | null,
    note?: string,
  ): Promise<{ bindingId: string; processId: string }>;
  decide(auditor: Actor, processId: string, decision: 'pass' | 'return', opinion?: string): Promise<void>;
}

export const PASSWORD = 'zhicheng-test';

/** How the API refuses; fails when it does not. */
export async function refusal(attempt: Promise<unknown>): Promise<ErrorBody> {
  const answer = await attempt.then(
    () => null,
    (error: unknown) => ({ error }),
  );
  if (answer === null) throw new Error('was not refused');
  const body = errorBody(answer.error, 'test');
  if (body.code === 'INTERNAL') throw answer.error;
  return body;
}

export async function peopleWorld(
  profile: Profile = anhui,
  series: readonly Series[] = registry,
): Promise<PeopleWorld> {
  const test = await coreForTest({ series, profile, prepare: preparedCatalog(profile, series) });
  const { core } = test;
  const actorOf = async ({ token }: { token: string }): Promise<Actor> => {
    const session = await resolveSession({ core, token });
    if (!session) throw new Error('no session');
    return session.actor;
  };
  const world: PeopleWorld = {
    ...test,
    person: async (serial, name = `示例${serial}`) =>
      actorOf(
        await signInWithSso({
          core,
          claims: {
            ...{ kind: 'person', sub: `person-${serial}`, name, id_type: '111', id_number: idNumberOf(serial) },
            ...{ mobile: '10000000001', gender: 'female', birth_date: BIRTH_DATE },
          },
        }),
      ),
    async registered(serial, name) {
      const actor = await world.person(serial, name);
      await test.as(actor).identity.registerPerson({ form: PERSON_FORM, idempotencyKey: randomUUID() });
      return actor;
    },
    unitAtSso: async (serial, name) =>
      actorOf(
        await signInWithSso({
          core,
          claims: { kind: 'unit', sub: `unit-${serial}`, name, uscc: usccOf(serial), legal_representative: '示例法人' },
        }),
      ),
    async unit(serial, name) {
      const actor = await world.unitAtSso(serial, name);
      const { version } = await test.as(actor).organisations.mine();
      await test.as(actor).organisations.registerUnit({ form: UNIT_FORM, expectedVersion: version });
      return actor;
    },
    async builtin(name, capacities, more = {}) {
      const { id } = await createOrganisation({ core, actor: null, name, regionCode: REGION, capacities, ...more });
      const username = `admin-${randomUUID().slice(0, 8)}`;
      const [role] = capacities;
      await createBuiltinAccount({
        core,
        actor: null,
        ...{ username, password: PASSWORD, displayName: `${name}管理员` },
        assignments: [{ role, organisationId: id }],
      });
      return actorOf(await signInBuiltin({ core, username, password: PASSWORD }));
    },
    request: (person, organisationId, note) =>
      test.as(person).organisations.requestBinding({
        organisationId: organisationId ?? randomUUID(),
        note,
        idempotencyKey: randomUUID(),
      }),
    async decide(auditor, processId, decision, opinion = decision === 'return' ? '不是本单位人员' : '') {
      const task = await core
        .db('task')
        .join('step', 'step.id', 'task.step_id')
        .where({ 'step.process_id': processId })
        .whereNull('task.closed_at')
        .first<{ id: string } | undefined>('task.id');
      await test.as(auditor).tasks.decide({ taskId: task?.id ?? randomUUID(), decision, opinion });
    },
    async bind(person, auditor) {
      const { processId } = await world.request(person, auditor.organisationId);
      await world.decide(auditor, processId, 'pass');
    },
  };
  return world;
}
