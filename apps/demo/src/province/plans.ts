import { createPlan, hashOfStored, publishPlan, type CoreApp } from '@zhicheng/core';
import {
  assess,
  entriesLinkedBy,
  openDossier,
  plainTemplate,
  type DossierData,
  type Entity,
  type Series,
} from '@zhicheng/series-kit';
import { planYear } from '../plans.ts';
import type { Bodies, ConveningBody } from './units.ts';

export const YEARS = 10;
/** Largest number of plans that a province opens in a year. */
const MOST = 240;

/** How many plans there are in a year of a province of so many people. */
const plansPerYear = (people: number): number => Math.min(MOST, Math.max(3, Math.round(people / 1000)));

interface Choices {
  readonly seriesCode: string;
  readonly titleIds: readonly string[];
  readonly specialtyIds: readonly string[];
}

async function choicesOf(app: CoreApp, series: Series): Promise<Choices> {
  const caller = app.callerFor(null, 'province');
  const listed = (await caller.catalog.series()).find(({ pluginCode }) => pluginCode === series.code);
  if (!listed) throw new Error(`the catalogue has no ${series.label}`);
  const seriesCode = listed.code;
  const [titles, specialties] = await Promise.all([
    caller.catalog.titles({ seriesCode }),
    caller.catalog.specialties({ seriesCode }),
  ]);
  const wanted = titles.filter(({ level }) => level === 'ASSOCIATE_SENIOR');
  return {
    seriesCode,
    titleIds: wanted.map(({ id }) => id),
    specialtyIds: specialties.slice(0, 20).map(({ id }) => id),
  };
}

/** Plans are published through the use cases: of the first cities in each year, open in the current one. */
export async function publishPlans(
  app: CoreApp,
  series: readonly Series[],
  bodies: Bodies,
  people: number,
): Promise<void> {
  const choices = new Map(await Promise.all(series.map(async (one) => [one.code, await choicesOf(app, one)] as const)));
  const rooms = bodies.convening.slice(0, plansPerYear(people));
  const further = Math.max(1, Math.round(plansPerYear(people) / rooms.length));
  for (let year = planYear() - YEARS + 1; year <= planYear(); year += 1)
    for (let batch = 0; batch < further; batch += 1)
      await inFours(rooms, (room) => publish(app, room, choices.get(room.series), { year, batch }));
  await noteRooms(app);
}

async function inFours<T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
  for (let at = 0; at < items.length; at += 4) await Promise.all(items.slice(at, at + 4).map(run));
}

const BATCHES = ['', '第二批', '第三批', '第四批', '补充', '专项', '基层', '民营企业'];

async function publish(
  app: CoreApp,
  room: ConveningBody,
  choices: Choices | undefined,
  { year, batch }: { year: number; batch: number },
): Promise<void> {
  if (!choices) throw new Error(`no choices for ${room.series}`);
  const actor = {
    ...{ accountId: room.account, assignmentId: '', organisationId: room.id, name: '示例管理员' },
    role: 'convening' as const,
  };
  const now = Date.now();
  const at = (monthDay: string, days: number) =>
    year === planYear() ? new Date(now + days * 86_400_000).toISOString() : `${year}-${monthDay}T09:30:00.000Z`;
  const { id } = await createPlan({
    core: app.core,
    actor,
    data: {
      ...{ year, name: `${year}年度${room.name.replace('评委会组建单位', '')}高级职称${BATCHES[batch] ?? batch}评审` },
      ...{ levels: ['ASSOCIATE_SENIOR'], levelLabel: '高级', planType: '常规', kinds: ['REGULAR', 'EXCEPTIONAL'] },
      ...{ seriesCode: choices.seriesCode, titleIds: [...choices.titleIds], specialtyIds: [...choices.specialtyIds] },
      committee: { name: `${room.name}评委会`, office: '示例办公室', conveningOrganisationId: room.id },
      publisher: app.core.profile.publishingDepartment,
      contact: { person: '示例联系人', phone: '0000-0000 0021', address: '示例市示例路 2 号' },
      ...{ scope: '本市在职在岗专业技术人员。', content: '一、申报人填写业绩并由单位审核。\n二、按期申报。' },
      ...{ declareFrom: at('03-01', -30), declareUntil: at('06-30', 45), auditUntil: at('12-20', 120) },
      template: plainTemplate,
      policies: { returnMode: 'DIRECT', quota: 'NOT_APPLIED' },
    },
  });
  await publishPlan({ core: app.core, actor, id });
}

/** For everybody a plan of each year: that of the own city, or of another where the own city has none. */
const noteRooms = ({ core: { db } }: CoreApp): Promise<unknown> =>
  db.raw(`
    insert into province.plan
    select distinct on (s.plugin_code, city.code, p.year) s.plugin_code, city.code, p.year, p.id, o.id, a.account_id,
      s.code, s.name, t.id, t.name, t.level, given.ids, given.names
    from review_plan p
      join organisation o on o.id = p.convening_organisation_id
      join assignment a on a.organisation_id = o.id and a.role = 'convening'
      join title_series s on s.code = p.series_code
      join title t on t.id = (p.data->'titleIds'->>0)::uuid
      join lateral (select array_agg(x.id order by x.id) ids, array_agg(x.name order by x.id) names from specialty x
        where x.id in (select jsonb_array_elements_text(p.data->'specialtyIds')::uuid)) given on true
      cross join region city
    where city.level = 'city' and p.year >= ${planYear() - YEARS + 1}
    order by s.plugin_code, city.code, p.year, (o.region_code = city.code) desc, p.id`);

/** A frozen declaration of each series, as its samples make one: every declaration of the province shows it. */
export async function noteSnapshots({ core }: CoreApp, series: readonly Series[]): Promise<void> {
  for (const one of series) {
    const dossier = frozenDossier(one);
    const content = JSON.parse(
      JSON.stringify({ dossier, verdict: assess(one, dossier), blocks: one.reviewForm(openDossier(one, dossier)) }),
    );
    const hash = hashOfStored({ ...content, schema_version: 1, file_hashes: {} });
    await core.db('province.snapshot').insert({
      series: one.code,
      dossier: JSON.stringify(content.dossier),
      verdict: JSON.stringify(content.verdict),
      blocks: JSON.stringify(content.blocks),
      hash,
    });
  }
}

function frozenDossier(series: Series): DossierData {
  const picked = series.sections.flatMap((section) => (section.kind === 'pick' ? [section] : []));
  const sampleOf = (entity: Entity) => ({ entity: entity.code, version: entity.version, data: entity.sample });
  const stored = [
    ...picked.map(({ entity }) => [`${entity.code}-1`, sampleOf(entity)]),
    // What the samples link to is of the kind that they link to.
    ...series.library.flatMap((entity) =>
      entriesLinkedBy(entity, entity.sample).map((link) => [link.entry, sampleOf(link.entity)]),
    ),
  ];
  const [level] = series.levels;
  if (!level) throw new Error(`${series.code} has no levels`);
  return {
    applicant: {
      ...{ name: '示例一', gender: '男', birthDate: '1985-01-01', idType: '居民身份证' },
      ...{ idNumberMasked: '999***********0001', unitName: '示例单位', unitNature: '事业单位' },
    },
    plan: { year: planYear(), name: '示例计划', committee: '示例评委会', level: '高级', asOf: `${planYear()}-06-30` },
    situation: { level: 'ASSOCIATE_SENIOR', kind: 'REGULAR', specialty: '示例专业' },
    ...{ seriesName: series.label, title: '示例职称', filledOn: `${planYear()}-06-01`, preview: false },
    template: plainTemplate,
    entries: Object.fromEntries(stored),
    picks: Object.fromEntries(picked.map(({ code, entity }) => [code, [{ entry: `${entity.code}-1` }]])),
    forms: {},
  };
}
