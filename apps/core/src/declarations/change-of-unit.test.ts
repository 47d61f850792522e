import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Unit } from '../library/test-world.ts';
import { boundUnitOf } from '../organisations/queries.ts';
import { refusal } from '../organisations/test-world.ts';
import { roadForTest, type Applicant, type Road } from './test-world.ts';

let road: Road;
let planId: string;
let other: Unit;

beforeAll(async () => {
  road = await roadForTest();
  planId = await road.plan();
  other = await road.unit('示例市第二中学');
  await road.connect(other.admins[0], road.auditors.district);
});
afterAll(() => road.drop());

const boundTo = async ({ actor }: Applicant) =>
  (await boundUnitOf({ db: road.core.db, personId: actor.accountId }))?.organisationId;
const auditedBy = async (id: string) =>
  (await road.core.db('declaration').where({ id }).first('organisation_id')).organisation_id;

/** Resolves once so many connections of this database wait for a lock. */
async function waiting(connections: number): Promise<void> {
  for (let found = 0; found < connections;) {
    const { rows } = await road.core.db.raw(
      `select count(distinct pid)::int as n from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    );
    found = rows[0].n;
  }
}

describe('变更单位 while declaring', () => {
  it('[GP.38] [SM-BIND.05] cannot be asked for while a declaration is under audit; once it is returned it can', async () => {
    const applicant = await road.applicant('示例一');
    const id = await road.submitted(applicant, planId);
    const body = await refusal(road.request(applicant.actor, other.id));
    expect(body).toMatchObject({
      code: 'REFUSED',
      issues: [{ code: 'declarationUnderAudit', mendAt: `/declarations/${id}` }],
      message: '您有一份申报正在审核中，暂不能变更单位。审核办结或退回后再办理。',
    });
    expect((await road.as(applicant.actor).organisations.bindingStatus()).pending).toBeNull();
    await road.decideDeclaration(road.auditors.school, id, 'return');
    const { bindingId } = await road.request(applicant.actor, other.id);
    await road.decide(other.admins[0], bindingId, 'pass');
    expect(await boundTo(applicant)).toBe(other.id);
  });

  it('[GP.38] who asked before submitting stays with the former unit until the audit is over', async () => {
    const applicant = await road.applicant('示例二');
    const id = await road.declare(applicant.actor, planId);
    await road.fill(applicant, id);
    const { bindingId } = await road.request(applicant.actor, other.id);
    await road.submit(applicant.actor, id);
    const body = await refusal(road.decide(other.admins[0], bindingId, 'pass'));
    expect(body).toMatchObject({ code: 'REFUSED', issues: [{ code: 'declarationUnderAudit' }] });
    expect([await boundTo(applicant), await auditedBy(id)]).toEqual([road.school.id, road.school.id]);
    await road.decideDeclaration(road.auditors.school, id, 'terminate');
    await road.decide(other.admins[0], bindingId, 'pass');
    expect(await boundTo(applicant)).toBe(other.id);
  });

  it('[GP.38] submitting and the new unit’s pass at the same moment: one of them goes first, and the other sees it', async () => {
    const applicant = await road.applicant('示例三');
    const { actor } = applicant;
    const id = await road.declare(actor, planId);
    await road.fill(applicant, id);
    const { bindingId } = await road.request(actor, other.id);
    const expectedVersion = await road.version(actor, id);
    const both = await road.core.db.transaction(async (trx) => {
      await trx('person').where({ account_id: actor.accountId }).forUpdate();
      const attempts = [
        road.as(actor).declarations.submit({ id, expectedVersion, idempotencyKey: randomUUID() }),
        road.decide(other.admins[0], bindingId, 'pass'),
      ];
      await waiting(2);
      return { outcomes: Promise.allSettled<unknown>(attempts) };
    });
    const [submitted, passed] = await both.outcomes;
    expect(submitted?.status).toBe('fulfilled');
    const unit = passed?.status === 'fulfilled' ? other.id : road.school.id;
    expect([await boundTo(applicant), await auditedBy(id)]).toEqual([unit, unit]);
  });
});
