import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { organisationOf, type Actor } from '../context.ts';
import { peopleWorld, refusal, type PeopleWorld } from '../organisations/test-world.ts';
import type { Node } from '../tasks/process-kind.ts';
import { connectNodes } from './connect-nodes.ts';
import { edgesAhead, edgesFor, type Route } from './edges.ts';
import { pathFrom } from './resolve.ts';

let world: PeopleWorld;
let school: Actor;
let district: Actor;
let city: Actor;
let convening: Actor;
let other: Actor;

beforeAll(async () => {
  world = await peopleWorld();
  school = await world.builtin('示例市第一中学', ['employer', 'department']);
  district = await world.builtin('示例区教育局', ['department']);
  city = await world.builtin('示例市教育主管局', ['department']);
  convening = await world.builtin('示例市评委会组建单位', ['convening']);
  other = await world.builtin('示例省评委会组建单位', ['convening']);
  await connect(school, district);
  await connect(district, city, { levels: ['ASSOCIATE_SENIOR', 'FULL_SENIOR'] });
  await connect(district, convening, { levels: ['INTERMEDIATE'], modes: ['REVIEW'] });
  await connect(city, convening, { seriesCodes: ['020'] });
  await connect(city, other);
});
afterAll(() => world.drop());

const nodeOf = (actor: Actor): Node => ({ node: actor.role as Node['node'], organisationId: organisationOf(actor) });
const connect = (from: Actor, to: Actor, more: object = {}) =>
  connectNodes({ core: world.core, actor: null, from: nodeOf(from), to: nodeOf(to), ...more });
const names = async (route: Partial<Route> = {}) => {
  const asked = {
    ...{ level: 'ASSOCIATE_SENIOR', mode: 'REVIEW', seriesCode: '020' },
    ...{ conveningOrganisationId: organisationOf(convening), ...route },
  };
  const path = pathFrom(await edgesFor(world.core.db, asked), nodeOf(school));
  // What lies ahead of the school says the same, without the rest of the province.
  expect(pathFrom(await edgesAhead(world.core.db, asked, nodeOf(school)), nodeOf(school))).toEqual(path);
  const known = [school, district, city, convening, other];
  return path?.map((node) => known.find((actor) => actor.organisationId === node.organisationId)?.name) ?? null;
};

describe('edges of the audit tree', () => {
  it('[MG.04] depend on the level', async () => {
    expect(await names()).toEqual([school, district, city, convening].map(({ name }) => name));
    expect(await names({ level: 'INTERMEDIATE' })).toEqual([school, district, convening].map(({ name }) => name));
    expect(await names({ level: 'JUNIOR_ASSISTANT' })).toBeNull();
  });

  it('[GP.81] on the way of acquisition', async () => {
    expect(await names({ level: 'INTERMEDIATE', mode: 'RECOGNITION' })).toBeNull();
  });

  it('on the series', async () => {
    expect(await names({ seriesCode: '999' })).toBeNull();
  });

  it('[GP.90] and end at the convening unit of the plan’s committee, no other', async () => {
    const route = { seriesCode: '999', conveningOrganisationId: organisationOf(other) };
    expect(await names(route)).toEqual([school, district, city, other].map(({ name }) => name));
  });

  it('the same edge twice is one', async () => {
    const count = async () => Number((await world.core.db('audit_edge').count('* as n').first())?.n);
    const before = await count();
    await connect(school, district);
    await connect(district, city, { levels: ['ASSOCIATE_SENIOR', 'FULL_SENIOR'] });
    expect(await count()).toBe(before);
    const events = await world.core.db('ledger_event').where({ subject_id: school.organisationId });
    expect(events.filter(({ action }) => action === 'connectNodes')).toHaveLength(1);
  });

  it('[AH-37.02] join capacities that the organisations have, also two of one', async () => {
    const asDepartment: Node = { node: 'department', organisationId: organisationOf(school) };
    await connectNodes({ core: world.core, actor: null, from: nodeOf(school), to: asDepartment });
    for (const wrong of [
      { from: nodeOf(school), to: { node: 'hrss' as const, organisationId: organisationOf(district) } },
      { from: { node: 'employer' as const, organisationId: organisationOf(city) }, to: nodeOf(convening) },
    ]) {
      const error = await refusal(connectNodes({ core: world.core, actor: null, ...wrong }));
      expect(error).toMatchObject({ code: 'INVALID', message: '审核树的节点必须具有对应的机构身份。' });
    }
  });

  it('no node follows itself', async () => {
    expect((await refusal(connect(school, school))).code).toBe('INVALID');
  });

  it('only operators change the tree', async () => {
    const edge = { core: world.core, from: nodeOf(city), to: nodeOf(school) };
    expect((await refusal(connectNodes({ ...edge, actor: city }))).code).toBe('FORBIDDEN');
  });
});
