import { createPlan, extendPlan, publishPlan, type Actor, type CoreApp } from '@zhicheng/core';
import { LEVEL_LABELS, plainTemplate, type LevelCode } from '@zhicheng/series-kit';
import { viaPassword } from './actors.ts';
import { DEMO_PASSWORD, type Organisations } from './organisations.ts';

const DAY = 86_400_000;
/** 17:30 in China, so many days from today. */
const evening = (days: number, from = new Date()): Date => {
  const at = new Date(from.getTime() + days * DAY);
  at.setUTCHours(9, 30, 0, 0);
  return at;
};

interface PlanSeed {
  readonly key: string;
  readonly name: (year: number) => string;
  readonly levels: readonly LevelCode[];
  readonly levelLabel: string;
  readonly yearsAgo: number;
  /** Days from today. */
  readonly from: number;
  readonly until: number;
  readonly auditUntil: number;
  /** Post quotas count under this plan. */
  readonly quota?: 'APPLIED';
  /** Working days of publicity inside the unit before it recommends. */
  readonly noticeDays?: number;
  /** Whoever is admitted under this plan is interviewed. */
  readonly interview?: true;
  /** 中小学教师 unless said. */
  readonly room?: Room;
}

/** The series of a plan with its committee and the people it is for. */
interface Room {
  readonly series: string;
  readonly committee: string;
  readonly office: string;
  readonly convening: 'convening' | 'engineeringConvening' | 'healthConvening';
  readonly scope: string;
}
const TEACHERS: Room = {
  series: '中小学教师',
  committee: '示例市中小学教师系列高评委',
  office: '示例市教育主管局职称改革办公室',
  convening: 'convening',
  scope: '本市中小学（含幼儿园、特殊教育学校）在职在岗教师和教研人员。',
};
const ENGINEERS: Room = {
  series: '工程技术人员',
  committee: '示例市工程系列中评委',
  office: '示例市住房和城乡建设局职称改革办公室',
  convening: 'engineeringConvening',
  scope: '本市企事业单位从事工程技术工作的在职在岗专业技术人员。',
};
const DOCTORS: Room = {
  series: '卫生技术人员',
  committee: '示例市卫生系列高评委',
  office: '示例市卫生健康委员会职称改革办公室',
  convening: 'healthConvening',
  scope: '本市医疗卫生机构在职在岗卫生专业技术人员。',
};

const SEEDS: readonly PlanSeed[] = [
  {
    key: 'senior',
    name: (y) => `${y}年度示例市中小学教师系列高级职称评审`,
    levels: ['ASSOCIATE_SENIOR', 'FULL_SENIOR'],
    levelLabel: '高级',
    yearsAgo: 0,
    from: -30,
    until: 45,
    auditUntil: 120,
  },
  {
    key: 'intermediate',
    name: (y) => `${y}年度示例市中小学教师系列中级职称评审`,
    levels: ['INTERMEDIATE'],
    levelLabel: '中级',
    yearsAgo: 0,
    from: -20,
    until: 60,
    auditUntil: 120,
    quota: 'APPLIED',
    interview: true,
  },
  {
    key: 'upcoming',
    name: (y) => `${y}年度示例市中小学教师系列初级职称评审`,
    levels: ['JUNIOR_ASSISTANT'],
    levelLabel: '初级',
    yearsAgo: 0,
    from: 20,
    until: 80,
    auditUntil: 140,
  },
  {
    key: 'closed',
    name: (y) => `${y}年度示例市中小学教师系列补充评审`,
    levels: ['ASSOCIATE_SENIOR'],
    levelLabel: '高级',
    yearsAgo: 0,
    from: -90,
    until: -10,
    auditUntil: 20,
  },
  {
    key: 'engineering',
    name: (y) => `${y}年度示例市工程系列工程师评审`,
    levels: ['INTERMEDIATE'],
    levelLabel: '中级',
    yearsAgo: 0,
    from: -15,
    until: 50,
    auditUntil: 120,
    room: ENGINEERS,
  },
  {
    key: 'health',
    name: (y) => `${y}年度示例市卫生系列高级专业技术资格评审`,
    levels: ['ASSOCIATE_SENIOR', 'FULL_SENIOR'],
    levelLabel: '高级',
    yearsAgo: 0,
    from: -15,
    until: 50,
    auditUntil: 120,
    noticeDays: 5,
    room: DOCTORS,
  },
];

/** What the demo requires of its plans: the numbers of the plan, lower than a province's, so that it can be tried. */
const template = {
  ...plainTemplate,
  thresholds: {
    'rural-months': [{ value: 12 }],
    'class-teacher-months': [{ value: 12 }],
  },
};

async function choices(app: CoreApp, levels: readonly string[], seriesName: string) {
  const caller = app.callerFor(null, 'demo');
  const series = (await caller.catalog.series()).find(({ name }) => name === seriesName);
  if (!series) throw new Error(`the catalogue has no series ${seriesName}`);
  const [titles, specialties] = await Promise.all([
    caller.catalog.titles({ seriesCode: series.code }),
    caller.catalog.specialties({ seriesCode: series.code }),
  ]);
  return {
    seriesCode: series.code,
    titleIds: titles.filter(({ level }) => levels.includes(level)).map(({ id }) => id),
    specialtyIds: specialties.map(({ id }) => id),
  };
}

const operatorOf = ({ operations }: Organisations): Actor => {
  const [operator] = operations.players;
  if (!operator) throw new Error('nobody operates the demo');
  return operator.actor;
};

/** The year that plans of today are for. */
export const planYear = (): number => new Date(Date.now() + 8 * 3_600_000).getUTCFullYear();

export type Plans = Readonly<Record<string, string>>;

/** Plans that are open, closed and to come whatever today's date is. */
export async function createPlans(app: CoreApp, organisations: Organisations): Promise<Plans> {
  const plans: Record<string, string> = {};
  for (const seed of SEEDS) {
    const year = planYear() - seed.yearsAgo;
    const room = seed.room ?? TEACHERS;
    const { id } = await createPlan({
      core: app.core,
      actor: operatorOf(organisations),
      data: {
        year,
        name: seed.name(year),
        levels: [...seed.levels],
        levelLabel: seed.levelLabel,
        planType: '常规',
        kinds: ['REGULAR', 'EXCEPTIONAL', 'TRANSFER'],
        ...(await choices(app, seed.levels, room.series)),
        committee: {
          name: room.committee,
          office: room.office,
          conveningOrganisationId: organisations[room.convening].id,
        },
        publisher: app.core.profile.publishingDepartment,
        contact: { person: '示例联系人', phone: '0000-0000 0021', address: '示例市示例路 2 号' },
        scope: `${room.scope}公务员（含参照公务员法管理的人员）和离退休人员不得申报。可申报级别：${seed.levels.map((level) => LEVEL_LABELS[level]).join('、')}。`,
        content:
          '一、申报人登录平台，填写个人业绩库并由单位审核。\n二、在申报期内选择本计划，填写申报信息并提交。\n三、各级审核在审核截止前完成。\n四、本计划为演示数据，所列条件数值未经核实。',
        declareFrom: evening(seed.from).toISOString(),
        declareUntil: evening(seed.until).toISOString(),
        auditUntil: evening(seed.auditUntil).toISOString(),
        interview: seed.interview ?? false,
        template: room === TEACHERS ? template : plainTemplate,
        policies: {
          returnMode: app.core.profile.policies.returnMode,
          quota: seed.quota ?? 'NOT_APPLIED',
          noticeDays: seed.noticeDays ?? null,
        },
      },
    });
    await publishPlan({ core: app.core, actor: operatorOf(organisations), id });
    plans[seed.key] = id;
  }
  return plans;
}

/** The demo's plans by key, as they stand in the database. */
export async function findPlans(app: CoreApp): Promise<Plans> {
  const { rows } = await app.callerFor(null, 'demo').plans.list({ size: 100 });
  return Object.fromEntries(
    SEEDS.flatMap(({ key, name }) => rows.filter((row) => name(row.year) === row.name).map(({ id }) => [key, id])),
  );
}

/** At a later start: the open demo plans stay open. Deadlines move to later only, through the use case. */
export async function extendPlans(app: CoreApp): Promise<void> {
  const { actor } = await viaPassword(app, 'operator', DEMO_PASSWORD);
  const caller = app.callerFor(null, 'demo');
  const { rows } = await caller.plans.list({ size: 100 });
  const fresh = SEEDS.filter(({ from, until }) => from < 0 && until > 0);
  for (const plan of rows) {
    const seed = fresh.find(({ name }) => name(plan.year) === plan.name);
    if (!seed || plan.declareUntil >= evening(seed.until - 1)) continue;
    const detail = await caller.plans.get({ id: plan.id });
    await extendPlan({
      core: app.core,
      actor,
      id: plan.id,
      declareUntil: evening(seed.until),
      auditUntil: new Date(Math.max(evening(seed.auditUntil).getTime(), detail.auditUntil.getTime())),
      repairUntil: detail.repairUntil,
      reason: '演示计划顺延',
    });
  }
}
