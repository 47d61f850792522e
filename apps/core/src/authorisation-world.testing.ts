import { randomUUID } from 'node:crypto';
import { AUDITOR_ROLES, type AuditorRole, type Role } from '@zhicheng/workflow';
import { organisationOf, type Actor } from './context.ts';
import { roadForTest, type Applicant, type Level, type Road } from './declarations/test-world.ts';
import { EXPERIENCE, type Unit } from './library/test-world.ts';
import type { Saved } from './library/save-entry.ts';

export const ACTING = ['applicant', ...AUDITOR_ROLES, 'operator'] as const satisfies readonly Role[];
export type ActingRole = (typeof ACTING)[number];

interface Case {
  readonly declarationId: string;
  readonly planId: string;
  readonly processId: string;
  readonly taskId: string;
  readonly stepId: string;
}

/** One object of every sort, who has it, and somebody of the same role who has nothing to do with it. */
export interface AuthorisationWorld extends Road {
  readonly insider: Readonly<Record<ActingRole, Actor>>;
  readonly outsider: Readonly<Record<ActingRole, Actor>>;
  readonly planId: string;
  /** A plan of a year in which the applicant has not declared. */
  readonly freePlanId: string;
  readonly file: Readonly<Record<ActingRole, string>>;
  readonly ownPhoto: string;
  /** A complete draft of the applicant, with its picks. */
  readonly draft: { readonly id: string; readonly version: number; readonly entries: Applicant['entries'] };
  readonly specialtyId: string;
  readonly titleId: string;
  /** A declaration that waits at this level. */
  readonly waiting: Readonly<Record<AuditorRole, Case>>;
  /** A step that this level passed and may take back; the convening unit's is final. */
  readonly passed: Readonly<Record<AuditorRole, string>>;
  readonly entry: Readonly<Record<'draft' | 'submitted' | 'approved', Saved>>;
  /** 免面试 of an admitted declaration, waiting for the convening unit. */
  readonly exemption: { readonly id: string; readonly declarationId: string };
  /** 公示 of the school, about the declaration that waits at the department. */
  readonly notice: { readonly id: string; readonly objectionId: string };
  readonly entryProcess: string;
  /** An edge of the audit tree, from the school. */
  readonly edgeId: string;
  /** A draft of the school's post quotas. */
  readonly quota: { readonly id: string; readonly version: number };
  readonly binding: Readonly<Record<'employer' | 'department', string>>;
}

export async function authorisationWorld(): Promise<AuthorisationWorld> {
  const road = await roadForTest();
  const talent = await road.builtin('示例市人才服务中心', ['talentCentre']);
  const school2 = await road.unit('示例市第二中学');
  await road.connect(school2.admins[0], talent);
  await road.connect(talent, road.auditors.hrss);
  const applicant = await road.applicant('示例一');
  const { school, district, hrss, convening } = road.auditors;
  const insider = { applicant: applicant.actor, employer: school, department: district, hrss, convening };
  const everybody = { ...insider, talentCentre: talent, operator: road.operator };
  const { waiting, passed, done } = await declarations(road, applicant, school2);
  const free = await plan(road, 2099);
  return {
    ...road,
    insider: everybody,
    outsider: await outsiders(road),
    edgeId: (await road.core.db('audit_edge').where({ from_organisation_id: school.organisationId }).first('id')).id,
    quota: await quota(road, school),
    planId: (await plan(road, 2098)).id,
    freePlanId: free.id,
    specialtyId: free.specialtyId,
    titleId: free.titleId,
    file: await each(async (role) => (await road.upload(everybody[role])).id),
    ownPhoto: (await road.photo(applicant.actor)).id,
    draft: await draft(road, applicant),
    waiting,
    passed,
    exemption: await exemption(road, applicant.actor, done),
    notice: await notice(road, waiting.department),
    ...(await entries(road, applicant.actor)),
    binding: await bindings(road),
  };
}

async function each<T>(make: (role: ActingRole) => Promise<T>): Promise<Record<ActingRole, T>> {
  const made = [];
  for (const role of ACTING) made.push([role, await make(role)] as const);
  return Object.fromEntries(made) as Record<ActingRole, T>;
}

async function quota(road: Road, admin: Actor): Promise<AuthorisationWorld['quota']> {
  return road.as(admin).postQuotas.save({ form: { year: 2024 }, idempotencyKey: randomUUID() });
}

const outsiders = (road: Road) =>
  each((role) => (role === 'applicant' ? road.person('示例外人') : road.builtin(`示例${role}外部机构`, [role])));

async function exemption(road: Road, owner: Actor, declarationId: string): Promise<AuthorisationWorld['exemption']> {
  const raw = { reason: '示例理由', evidence: [await road.upload(owner)] };
  const { id } = await road
    .as(owner)
    .declarations.requestExemption({ id: declarationId, raw, idempotencyKey: randomUUID() });
  return { id, declarationId };
}

async function notice(road: Road, { planId, declarationId }: Case): Promise<AuthorisationWorld['notice']> {
  const raw = { from: '2090-01-02', until: '2090-02-02', place: '公告栏', contact: '示例联系人', phone: '0000-0000' };
  const chosen = { planId, raw, declarationIds: [declarationId], idempotencyKey: randomUUID() };
  const { declarations } = road.as(road.auditors.school);
  const { id } = await declarations.createNotice(chosen);
  await declarations.recordObjection({ id, declarationId, raw: { objection: '示例异议' }, expectedVersion: 1 });
  const { objections } = await declarations.notice({ id });
  return { id, objectionId: objections[0]?.id ?? '' };
}

async function plan(road: Road, year: number): Promise<{ id: string; specialtyId: string; titleId: string }> {
  const id = await road.plan({ year, name: `${year}年度示例评审计划`, interview: true });
  const { specialties, titles } = await road.as(null).plans.get({ id });
  return { id, specialtyId: specialties[0]?.id ?? '', titleId: titles[0]?.id ?? '' };
}

async function draft(road: Road, applicant: Applicant): Promise<AuthorisationWorld['draft']> {
  const id = await road.declare(applicant.actor, (await plan(road, 2090)).id);
  await road.fill(applicant, id);
  return { id, version: await road.version(applicant.actor, id), entries: applicant.entries };
}

/** Years apart, so that one teacher stands at every level at once. */
async function declarations(road: Road, applicant: Applicant, school2: Unit) {
  let year = 2030;
  const submitted = async (who: Applicant, ...levels: Level[]): Promise<string> => {
    year += 1;
    const id = await road.submitted(who, (await plan(road, year)).id);
    await road.walk(id, levels);
    return id;
  };
  const other = await road.applicant('示例二', school2);
  const atTalentCentre = async (): Promise<string> => {
    const id = await submitted(other);
    await road.decideDeclaration(school2.admins[0], id, 'pass');
    return id;
  };
  const talent = await atTalentCentre();
  const past = await atTalentCentre();
  const talentActor = await holderOf(road, past);
  await road.decideDeclaration(talentActor, past, 'pass');
  const department = await submitted(applicant, 'school');
  const hrss = await submitted(applicant, 'school', 'district');
  const waiting = {
    employer: await caseOf(road, await submitted(applicant)),
    department: await caseOf(road, department),
    hrss: await caseOf(road, hrss),
    talentCentre: await caseOf(road, talent),
    convening: await caseOf(road, await submitted(applicant, 'school', 'district', 'hrss', 'city')),
  };
  const city = await submitted(applicant, 'school', 'district', 'hrss');
  const done = await submitted(applicant, 'school', 'district', 'hrss', 'city', 'convening');
  const passed = {
    employer: await lastPassed(road, department),
    department: await lastPassed(road, hrss),
    hrss: await lastPassed(road, city),
    talentCentre: await lastPassed(road, past),
    convening: await lastPassed(road, done),
  };
  return { waiting, passed, done };
}

const stepsOf = ({ core }: Road, declarationId: string) =>
  core
    .db('step')
    .join('process', 'process.id', 'step.process_id')
    .where({ subject_id: declarationId })
    .orderBy('seq', 'desc');

/** The talent centre has one administrator: whoever may act for the organisation that has the open step. */
async function holderOf(road: Road, declarationId: string): Promise<Actor> {
  const step = await stepsOf(road, declarationId).where({ 'step.state': 'open' }).first('step.*');
  const assignment = await road.core
    .db('assignment')
    .where({ organisation_id: step.organisation_id, role: step.node })
    .first();
  return {
    accountId: assignment.account_id,
    assignmentId: assignment.id,
    role: step.node,
    organisationId: step.organisation_id,
    name: '',
  };
}

async function lastPassed(road: Road, declarationId: string): Promise<string> {
  return (await stepsOf(road, declarationId).where({ 'step.state': 'passed' }).first('step.id')).id;
}

async function caseOf(road: Road, declarationId: string): Promise<Case> {
  const step = await stepsOf(road, declarationId).where({ 'step.state': 'open' }).first('step.*');
  const { plan_id: planId } = await road.core.db('declaration').where({ id: declarationId }).first('plan_id');
  return { declarationId, planId, processId: step.process_id, stepId: step.id, taskId: await road.task(declarationId) };
}

async function entries(road: Road, owner: Actor): Promise<Pick<AuthorisationWorld, 'entry' | 'entryProcess'>> {
  const submitted = await road.saveAndSubmit(owner, { ...EXPERIENCE, position: '待审核' });
  const process = await road.core.db('process').where({ subject_id: submitted.id }).first('id');
  return {
    entry: {
      draft: await road.save(owner, { ...EXPERIENCE, position: '草稿' }),
      submitted,
      approved: await road.approved(owner, road.school, { ...EXPERIENCE, position: '已通过' }),
    },
    entryProcess: process.id,
  };
}

/** Two people who wait: one at the school, one at the department to whose own staff he belongs (AH-37.03). */
async function bindings(road: Road): Promise<AuthorisationWorld['binding']> {
  const asked = async (name: string, auditor: Actor) =>
    (await road.request(await road.person(name), organisationOf(auditor))).processId;
  return {
    employer: await asked('示例三', road.auditors.school),
    department: await asked('示例四', road.auditors.district),
  };
}
