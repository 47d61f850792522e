import { randomUUID } from 'node:crypto';
import type { Profile } from '@zhicheng/profiles';
import { plainTemplate, type Raw } from '@zhicheng/series-kit';
import { renderSvg } from '@zhicheng/storage';
import { connectNodes } from '../audit-path/connect-nodes.ts';
import { organisationOf, type Actor } from '../context.ts';
import { acceptFile, type FileDto } from '../files/accept-file.ts';
import { worldForTest, type Unit, type World } from '../library/test-world.ts';
import { createPlan } from '../plans/create-plan.ts';
import type { PlanInput } from '../plans/plan-data.ts';
import { publishPlan } from '../plans/publish-plan.ts';
import type { Node } from '../tasks/process-kind.ts';

const DAY = 86_400_000;
export const inDays = (days: number): Date => new Date(Date.now() + days * DAY);

/** A bound teacher with the approved entries that a declaration needs. */
export interface Applicant {
  readonly actor: Actor;
  readonly entries: Readonly<Record<'experience' | 'education' | 'assessment', string>>;
}

/** The five levels of a declaration, in order. */
export const WALK = ['school', 'district', 'hrss', 'city', 'convening'] as const;
export type Level = (typeof WALK)[number];

export interface Road extends World {
  readonly operator: Actor;
  readonly school: Unit;
  /** Who audits at each level; the first is the school's administrator. */
  readonly auditors: Readonly<Record<Level, Actor>>;
  /** An open plan for senior teachers unless said otherwise. */
  plan(more?: Partial<PlanInput>): Promise<string>;
  planInput(more?: Partial<PlanInput>): Promise<PlanInput>;
  connect(from: Actor, to: Actor, more?: object): Promise<void>;
  applicant(name: string, unit?: Unit): Promise<Applicant>;
  declare(actor: Actor, planId: string, more?: object): Promise<string>;
  version(actor: Actor, id: string): Promise<number>;
  form(actor: Actor, id: string, section: string, raw: Raw): Promise<void>;
  photo(actor: Actor): Promise<FileDto>;
  /** Everything that 开始检测 asks for. */
  fill(applicant: Applicant, id: string): Promise<void>;
  submit(actor: Actor, id: string): Promise<void>;
  /** A filled and submitted declaration. */
  submitted(applicant: Applicant, planId: string): Promise<string>;
  /** The open task of a declaration; throws when none waits. */
  task(id: string): Promise<string>;
  recommendation(school: Actor): Promise<Raw>;
  decideDeclaration(
    auditor: Actor,
    id: string,
    decision: 'pass' | 'return' | 'terminate',
    opinion?: string,
  ): Promise<void>;
  /** Lets these levels pass, one after the other. */
  walk(id: string, levels?: readonly Level[]): Promise<void>;
}

let portrait: Promise<Uint8Array> | undefined;
const drawn = (): Promise<Uint8Array> =>
  (portrait ??= renderSvg(
    '<svg xmlns="http://www.w3.org/2000/svg" width="413" height="579"><rect width="413" height="579" fill="#dbe7f3"/></svg>',
    { type: 'jpg', width: 413 },
  ));

const nodeOf = (actor: Actor): Node => ({ node: actor.role as Node['node'], organisationId: organisationOf(actor) });

/** What a plan asks for beyond the forms: nothing that takes years to earn. */
export const easy = {
  ...plainTemplate,
  thresholds: {
    'rural-months': [{ value: 0 }],
    'class-teacher-months': [{ value: 0 }],
    'tenure-years': [{ value: 0 }],
    papers: [{ value: 0 }],
    'city-honours': [{ value: 0 }],
    'finished-projects': [{ value: 0 }],
  },
};

export const PROFILE: Raw = {
  ethnicity: { code: '01', name: '汉族' },
  birthplace: '示例省示例市',
  workStart: '2008-09-01',
  workYears: 18,
  specialtyYears: 18,
  politicalStatus: { code: '13', name: '群众' },
};

/** One city's audit tree and a school in it; a plan under which its teachers declare. */
export async function roadForTest(profile?: Profile): Promise<Road> {
  const world = await worldForTest(profile);
  const school = await world.unit('示例市第一中学');
  const auditors = {
    school: school.admins[0],
    district: await world.builtin('示例区教育局', ['department']),
    hrss: await world.builtin('示例区人力资源和社会保障局', ['hrss']),
    city: await world.builtin('示例市教育主管局', ['department']),
    convening: await world.builtin('示例市评委会组建单位', ['convening']),
  };
  const operator = await world.builtin('示例运维', ['operator']);
  const road: Road = {
    ...world,
    operator,
    school,
    auditors,
    connect: (from, to, more = {}) =>
      connectNodes({ core: world.core, actor: operator, from: nodeOf(from), to: nodeOf(to), ...more }),
    planInput: (more) => planInput(world, auditors.convening, more),
    async plan(more) {
      const { id } = await createPlan({ core: world.core, actor: operator, data: await road.planInput(more) });
      await publishPlan({ core: world.core, actor: operator, id });
      return id;
    },
    applicant: (name, unit = school) => teacher(world, name, unit),
    declare: (actor, planId, more) => declareUnder(world, actor, planId, more),
    version: async (actor, id) => (await world.as(actor).declarations.fill({ id })).card.version,
    async form(actor, id, section, raw) {
      const expectedVersion = await road.version(actor, id);
      await world.as(actor).declarations.saveForm({ id, section, raw, expectedVersion });
    },
    photo: async (actor) =>
      acceptFile({
        core: world.core,
        actor,
        source: chunks(await drawn()),
        name: '电子照片.jpg',
        slot: { types: ['jpg'], maxMB: 2 },
      }),
    fill: (applicant, id) => fill(road, applicant, id),
    async submit(actor, id) {
      const expectedVersion = await road.version(actor, id);
      await world.as(actor).declarations.submit({ id, expectedVersion, idempotencyKey: randomUUID() });
    },
    async submitted(applicant, planId) {
      const id = await road.declare(applicant.actor, planId);
      await road.fill(applicant, id);
      await road.submit(applicant.actor, id);
      return id;
    },
    task: (id) => openTask(world, id),
    recommendation: async (admin) => ({
      publicity: [await world.upload(admin, '公示情况说明.pdf')],
      recommendation: [await world.upload(admin, '单位推荐意见.pdf')],
    }),
    async decideDeclaration(
      auditor,
      id,
      decision,
      opinion = decision === 'pass' ? '同意' : '附件不清晰，请重新上传。',
    ) {
      const recommending = decision === 'pass' && auditor.role === 'employer';
      const extra = recommending ? { recommendation: await road.recommendation(auditor) } : {};
      await world.as(auditor).tasks.decide({ taskId: await openTask(world, id), decision, opinion, extra });
    },
    async walk(id, levels = WALK) {
      for (const level of levels) await road.decideDeclaration(auditors[level], id, 'pass');
    },
  };
  for (const [index, level] of WALK.entries()) {
    const next = WALK[index + 1];
    if (next) await road.connect(auditors[level], auditors[next]);
  }
  return road;
}

async function* chunks(bytes: Uint8Array): AsyncGenerator<Buffer> {
  yield Buffer.from(bytes);
}

async function planInput(world: World, convening: Actor, more: Partial<PlanInput> = {}): Promise<PlanInput> {
  const caller = world.as(null);
  const series = (await caller.catalog.series()).find(({ name }) => name === '中小学教师');
  const seriesCode = more.seriesCode ?? series?.code ?? '';
  const levels = more.levels ?? ['ASSOCIATE_SENIOR', 'FULL_SENIOR'];
  const titles = await caller.catalog.titles({ seriesCode });
  const specialties = await caller.catalog.specialties({ seriesCode });
  return {
    year: 2026,
    name: '2026年度示例市中小学教师系列高级职称评审',
    seriesCode,
    levels,
    levelLabel: '高级',
    planType: '常规',
    kinds: ['REGULAR', 'EXCEPTIONAL', 'TRANSFER'],
    titleIds: titles.filter(({ level }) => (levels as readonly string[]).includes(level)).map(({ id }) => id),
    specialtyIds: specialties.map(({ id }) => id),
    committee: {
      name: '示例市中小学教师系列高评委',
      office: '示例市职改办',
      conveningOrganisationId: organisationOf(convening),
    },
    publisher: '示例省人力资源和社会保障厅',
    contact: { person: '示例联系人', phone: '0000-0000 0021', address: '示例路 2 号' },
    scope: '本市中小学教师',
    content: '在申报期内填写并提交。',
    declareFrom: inDays(-1).toISOString(),
    declareUntil: inDays(30).toISOString(),
    auditUntil: inDays(60).toISOString(),
    template: easy,
    policies: { returnMode: 'DIRECT', quota: 'NOT_APPLIED' },
    ...more,
  };
}

async function teacher(world: World, name: string, unit: Unit): Promise<Applicant> {
  const actor = await world.person(name);
  await world.bind(actor, unit);
  const proof = [await world.upload(actor)];
  const approved = async (entity: string, raw: Raw) => (await world.approved(actor, unit, raw, entity)).id;
  return {
    actor,
    entries: {
      experience: await approved('experience', {
        unit: unit.name,
        period: { from: '2008-09-01', to: null },
        specialty: '中学语文',
        position: '教师',
      }),
      education: await approved('education', {
        school: '示例师范大学',
        period: { from: '2004-09-01', to: '2008-07-01' },
        major: '汉语言文学',
        education: { code: '21', name: '大学本科' },
        degree: { code: '4', name: '学士' },
        certificateNo: 'SL-0001',
        evidence: proof,
      }),
      assessment: await approved('assessment', {
        year: 2025,
        unit: unit.name,
        grade: { code: 'EXCELLENT', name: '优秀' },
        evidence: proof,
      }),
    },
  };
}

async function declareUnder(world: World, actor: Actor, planId: string, more: object = {}): Promise<string> {
  const plan = await world.as(actor).plans.get({ id: planId });
  const { id } = await world.as(actor).declarations.create({
    planId,
    kind: 'REGULAR',
    specialtyId: plan.specialties[0]?.id ?? '',
    titleId: plan.titles.find(({ level }) => level === 'ASSOCIATE_SENIOR')?.id ?? plan.titles[0]?.id ?? '',
    confirmed: true,
    promised: true,
    idempotencyKey: randomUUID(),
    ...more,
  });
  return id;
}

async function fill(road: Road, { actor, entries }: Applicant, id: string): Promise<void> {
  const { declarations } = road.as(actor);
  const version = () => road.version(actor, id);
  const scan = async () => [await road.upload(actor)];
  await declarations.setPhoto({ id, fileId: (await road.photo(actor)).id, expectedVersion: await version() });
  await road.form(actor, id, 'profile', PROFILE);
  await road.form(actor, id, 'attachments', { idCard: await scan(), promise: await scan(), certificate: await scan() });
  for (const [section, entryId] of [
    ['experiences', entries.experience],
    ['educations', entries.education],
    ['assessments', entries.assessment],
  ] as const)
    await declarations.importEntries({ id, section, entryIds: [entryId], expectedVersion: await version() });
  const extras = async (section: string, entryId: string, extra: Raw) =>
    declarations.saveExtras({ id, section, extras: { [entryId]: extra }, expectedVersion: await version() });
  await extras('educations', entries.education, { highest: true });
  await extras('assessments', entries.assessment, { result: '合格' });
}

async function openTask({ core }: World, declarationId: string): Promise<string> {
  const task = await core
    .db('task')
    .join('step', 'step.id', 'task.step_id')
    .join('process', 'process.id', 'step.process_id')
    .where({ 'process.subject_id': declarationId })
    .whereNull('task.closed_at')
    .first('task.id');
  if (!task) throw new Error(`nobody has declaration ${declarationId} to audit`);
  return task.id;
}
