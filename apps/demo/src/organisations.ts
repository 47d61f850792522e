import { choose } from './dictionaries.ts';
import { connectNodes, createBuiltinAccount, createOrganisation, type CoreApp } from '@zhicheng/core';
import { sandboxAccounts } from '@zhicheng/sandbox-sso/accounts';
import { viaPassword, viaSso, type Player } from './actors.ts';
import { scan } from './scans.ts';

/** Password of every built-in demo account. */
export const DEMO_PASSWORD = 'demo-2026';

const CITY = 'city';
const DISTRICT = 'county';

/** The first city of the province and the first county of it: the demo has no place of its own. */
function placeOf(app: CoreApp, level: typeof CITY | typeof DISTRICT): { code: string; name: string } {
  const { regions } = app.core.profile;
  const city = regions.find((region) => region.level === 'city');
  const county = regions.find((region) => region.parent === city?.code);
  const place = level === CITY ? city : (county ?? city);
  if (!place) throw new Error('the profile has no regions');
  return place;
}

/** Bodies behind the employers: name, capacities, region, and who acts for them. */
const bodies = {
  districtEducation: {
    name: '示例区教育局',
    capacities: ['department'],
    region: DISTRICT,
    accounts: [['edu-district', '示例十一']],
  },
  districtHrss: {
    name: '示例区人力资源和社会保障局',
    capacities: ['hrss'],
    region: DISTRICT,
    accounts: [['hrss-district', '示例审核甲']],
  },
  cityEducation: {
    name: '示例市教育主管局',
    capacities: ['department'],
    region: CITY,
    accounts: [
      ['edu-city', '示例审核乙'],
      ['edu-city2', '示例审核丙'],
    ],
  },
  cityHealth: {
    name: '示例市卫生健康委员会',
    capacities: ['department'],
    region: CITY,
    accounts: [['health-city', '示例审核丁']],
  },
  cityConstruction: {
    name: '示例市住房和城乡建设局',
    capacities: ['department'],
    region: CITY,
    accounts: [['build-city', '示例审核戊']],
  },
  cityHrss: {
    name: '示例市人力资源和社会保障局',
    capacities: ['hrss'],
    region: CITY,
    accounts: [['hrss-city', '示例审核己']],
  },
  convening: {
    name: '示例市中小学教师系列评委会组建单位',
    capacities: ['convening'],
    region: CITY,
    accounts: [['convening', '示例审核庚']],
  },
  engineeringConvening: {
    name: '示例市工程系列评委会组建单位',
    capacities: ['convening'],
    region: CITY,
    accounts: [['convening-eng', '示例审核壬']],
  },
  healthConvening: {
    name: '示例市卫生系列评委会组建单位',
    capacities: ['convening'],
    region: CITY,
    accounts: [['convening-health', '示例审核癸']],
  },
  operations: { name: '示例平台运维', capacities: ['operator'], region: CITY, accounts: [['operator', '示例运维']] },
  talentCentre: {
    name: '示例市人才服务中心',
    capacities: ['talentCentre'],
    region: CITY,
    accounts: [['talent', '示例审核辛']],
  },
} as const;

type BodyKey = keyof typeof bodies;
export interface Body {
  readonly id: string;
  readonly players: readonly Player[];
}

async function createBody(app: CoreApp, key: BodyKey): Promise<Body> {
  const { name, capacities, region, accounts } = bodies[key];
  const { id } = await createOrganisation({
    core: app.core,
    actor: null,
    name,
    regionCode: placeOf(app, region).code,
    unitNature: 'AUTHORITY',
    capacities,
    details: { contact: '示例联系人', mobile: '0000-0000 0010' },
  });
  const players: Player[] = [];
  for (const [username, displayName] of accounts) {
    const assignments = [{ role: capacities[0], organisationId: id }];
    await createBuiltinAccount({
      core: app.core,
      actor: null,
      username,
      password: DEMO_PASSWORD,
      displayName,
      assignments,
    });
    players.push(await viaPassword(app, username, DEMO_PASSWORD));
  }
  return { id, players };
}

function unitAccount(name: string) {
  const account = sandboxAccounts().find((a) => a.kind === 'unit' && a.name === name);
  if (!account) throw new Error(`the sandbox has no unit ${name}`);
  return account;
}

/** An employer registers itself, as its legal-person login (AH-29); where the province audits that, the bureau passes it. */
async function registerEmployer(app: CoreApp, name: string, unitNature: string, bureau: Body): Promise<Body> {
  const player = await viaSso(app, unitAccount(name));
  const audited = app.core.profile.policies.unitRegistrationNeedsAudit;
  const unit = await player.api.organisations.mine();
  await player.api.organisations.registerUnit({
    form: {
      contact: '示例联系人',
      mobile: '10000000100',
      unitNature: await choose(app, 'unitNature', unitNature),
      email: 'unit@example.invalid',
      address: '示例路 1 号',
      region: placeOf(app, DISTRICT),
      central: false,
      ...(audited && { certificates: [await scan(app, player, '事业单位法人证书')] }),
    },
    expectedVersion: unit.version,
  });
  if (audited) await passRegistration(bureau, name);
  return { id: player.actor.organisationId ?? '', players: [player] };
}

async function passRegistration({ players: [auditor] }: Body, name: string): Promise<void> {
  const waiting = (await auditor?.api.tasks.list({ flowType: '单位注册', size: 100 }))?.rows ?? [];
  const task = waiting.find(({ flowName }) => flowName.startsWith(name));
  if (!auditor || !task) throw new Error(`the registration of ${name} does not wait at the bureau`);
  await auditor.api.tasks.decide({ taskId: task.taskId, decision: 'pass', opinion: '证照齐全，同意注册。' });
}

const EMPLOYERS = {
  school: ['示例市第一中学', 'PUBLIC_INSTITUTION'],
  school2: ['示例市第二中学', 'PUBLIC_INSTITUTION'],
  hospital: ['示例市第一人民医院', 'PUBLIC_INSTITUTION'],
  institute: ['示例市建筑设计院', 'STATE_ENTERPRISE'],
  // GP.87: the education bureau as employer of its own research staff, apart from its department account.
  educationStaff: ['示例市教育局', 'AUTHORITY'],
} as const;

export type Organisations = Readonly<Record<BodyKey | keyof typeof EMPLOYERS, Body>>;

function bureauOf({ districtHrss }: Readonly<Record<string, Body>>): Body {
  if (!districtHrss) throw new Error('bodies come before employers');
  return districtHrss;
}

/** One city's organisations and the audit tree over them: 单位 → 区主管 → 区人社 → 市主管 → 组建单位. */
export async function createOrganisations(app: CoreApp): Promise<Organisations> {
  const made: Record<string, Body> = {};
  for (const key of Object.keys(bodies) as BodyKey[]) made[key] = await createBody(app, key);
  for (const [key, [name, nature]] of Object.entries(EMPLOYERS))
    made[key] = await registerEmployer(app, name, nature, bureauOf(made));
  const all = made as Organisations;
  await connectAll(app, all);
  return all;
}

/** The organisations of a loaded demo, their people signed in. */
export async function findOrganisations(app: CoreApp): Promise<Organisations> {
  const found: Record<string, Body> = {};
  for (const [key, { accounts }] of Object.entries(bodies)) {
    const players = await Promise.all(accounts.map(([username]) => viaPassword(app, username, DEMO_PASSWORD)));
    found[key] = { id: players[0]?.actor.organisationId ?? '', players };
  }
  for (const [key, [name]] of Object.entries(EMPLOYERS)) {
    const player = await viaSso(app, unitAccount(name));
    found[key] = { id: player.actor.organisationId ?? '', players: [player] };
  }
  return found as Organisations;
}

async function connectAll(app: CoreApp, o: Organisations): Promise<void> {
  const edge = (from: [keyof Organisations, string], to: [keyof Organisations, string]) =>
    connectNodes({
      core: app.core,
      actor: null,
      from: { organisationId: o[from[0]].id, node: from[1] as 'employer' },
      to: { organisationId: o[to[0]].id, node: to[1] as 'employer' },
    });
  await edge(['school', 'employer'], ['districtEducation', 'department']);
  await edge(['school2', 'employer'], ['districtEducation', 'department']);
  await edge(['educationStaff', 'employer'], ['cityEducation', 'department']);
  // AH-33.19: people whose file lies in the talent centre go there instead.
  await edge(['school2', 'employer'], ['talentCentre', 'talentCentre']);
  await edge(['talentCentre', 'talentCentre'], ['districtHrss', 'hrss']);
  await edge(['districtEducation', 'department'], ['districtHrss', 'hrss']);
  await edge(['districtHrss', 'hrss'], ['cityEducation', 'department']);
  await edge(['cityEducation', 'department'], ['convening', 'convening']);
  await edge(['hospital', 'employer'], ['cityHealth', 'department']);
  await edge(['cityHealth', 'department'], ['cityHrss', 'hrss']);
  await edge(['institute', 'employer'], ['cityConstruction', 'department']);
  await edge(['cityConstruction', 'department'], ['cityHrss', 'hrss']);
  await edge(['cityHrss', 'hrss'], ['engineeringConvening', 'convening']);
  await edge(['cityHrss', 'hrss'], ['healthConvening', 'convening']);
}
