import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { hunan, regionPath } from '@zhicheng/profiles';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { acceptFile } from '../files/accept-file.ts';
import { openFile } from '../files/open-file.ts';
import { peopleWorld, refusal, UNIT_FORM, type PeopleWorld } from './test-world.ts';

const [CITY, OTHER_CITY] = hunan.regions.filter(({ level }) => level === 'city').map(({ code }) => code);

let world: PeopleWorld;
let bureau: Actor;
let elsewhere: Actor;
beforeAll(async () => {
  world = await peopleWorld(hunan);
  bureau = await world.builtin('示例市人社局', ['hrss'], {
    regionCode: CITY,
    details: { contact: '示例', mobile: '0000-0000 0012' },
  });
  elsewhere = await world.builtin('示例二市人社局', ['hrss'], { regionCode: OTHER_CITY });
});
afterAll(() => world.drop());

async function certificate(owner: Actor): Promise<{ id: string; name: string; bytes: number }> {
  const source = Readable.from([
    Buffer.from(`%PDF-1.4
${randomUUID()}
%%EOF`),
  ]);
  const slot = { types: ['pdf' as const], maxMB: 10 };
  const { id, name, bytes } = await acceptFile({ core: world.core, actor: owner, source, name: '法人证书.pdf', slot });
  return { id, name, bytes };
}

async function submit(unit: Actor, more: object = {}): Promise<void> {
  const api = world.as(unit).organisations;
  const { version } = await api.mine();
  const form = { ...UNIT_FORM, region: CITY, certificates: [await certificate(unit)], ...more };
  await api.registerUnit({ form, expectedVersion: version });
}

const processOf = async (unit: Actor): Promise<string> => {
  const row = await world.core
    .db('process')
    .join('unit_registration as r', 'r.id', 'process.subject_id')
    .where({ organisation_id: unit.organisationId })
    .orderBy('process.round', 'desc')
    .first('process.id');
  return row.id;
};

const found = async (keyword: string): Promise<number> =>
  (await world.as(await world.person(90)).organisations.search({ keyword })).length;

describe('单位注册 where the bureau audits it', () => {
  it('[SM-UREG.02] [MG.02] waits at the bureau of its region: not found, nothing to audit, says whom to call', async () => {
    const unit = await world.unitAtSso(1, '示例一中学');
    await submit(unit);
    expect(await world.as(unit).organisations.registration()).toMatchObject({
      stateLabel: '待审核',
      underAudit: true,
      office: { name: '示例市人社局', phone: '0000-0000 0012' },
    });
    expect((await world.as(unit).identity.me()).mustRegister).toBe('unit');
    expect(await found('示例一中学')).toBe(0);
    expect((await world.as(unit).organisations.mine()).capacities).not.toContain('employer');
    expect((await refusal(world.request(await world.registered(91), unit.organisationId))).code).toBe('NOT_FOUND');
    expect((await refusal(submit(unit))).code).toBe('CONFLICT');
  });

  it('[HN-52.01] [RF.08] the bureau sees the unit with its certificates, another bureau nothing', async () => {
    const unit = await world.unitAtSso(2, '示例二中学');
    await submit(unit);
    const processId = await processOf(unit);
    const view = await world.as(bureau).organisations.registrationView({ processId });
    expect(view).toMatchObject({
      name: '示例二中学',
      regionName: regionPath(hunan.regions, CITY ?? '')
        .map(({ name }) => name)
        .join('-'),
      details: { contact: '示例联系人', legalRepresentative: '示例法人' },
      certificates: [{ name: '法人证书.pdf' }],
    });
    const file = { core: world.core, id: view.certificates[0]?.id ?? '' };
    expect((await openFile({ ...file, actor: bureau })).name).toBe('法人证书.pdf');
    await expect(openFile({ ...file, actor: elsewhere })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const view2 = world.as(elsewhere).organisations.registrationView({ processId });
    expect((await refusal(view2)).code).toBe('NOT_FOUND');
    const { rows } = await world.as(bureau).tasks.list({ flowType: '单位注册' });
    expect(rows.map(({ flowName }) => flowName)).toContain('示例二中学提交单位注册');
  });

  it('[SM-UREG.03] [HN-52.02] 通过: the unit works from then on, people can bind to it', async () => {
    const unit = await world.unitAtSso(3, '示例三中学');
    await submit(unit);
    await world.decide(bureau, await processOf(unit), 'pass');
    expect((await world.as(unit).identity.me()).mustRegister).toBeNull();
    expect(await found('示例三中学')).toBe(1);
    await world.bind(await world.registered(92), unit);
    expect((await world.as(unit).notifications.list({}))[0]?.text).toContain('单位注册已审核通过');
    expect((await refusal(submit(unit))).code).toBe('CONFLICT');
  });

  it('[SM-UREG.04] [HN-52.03] 不通过 needs an opinion, which the unit reads; corrected, it is audited again', async () => {
    const unit = await world.unitAtSso(4, '示例四中学');
    await submit(unit);
    const first = await processOf(unit);
    expect((await refusal(world.decide(bureau, first, 'return', ' '))).code).toBe('INVALID');
    await world.decide(bureau, first, 'return', '证书已过期');
    expect(await world.as(unit).organisations.registration()).toMatchObject({
      stateLabel: '审核不通过',
      returned: true,
      reason: '证书已过期',
    });
    const { rows } = await world.as(bureau).tasks.list({ tab: 'mine', keyword: '示例四中学' });
    expect(rows.map(({ stateLabel }) => stateLabel)).toEqual(['审核不通过']);
    expect((await world.as(unit).identity.me()).mustRegister).toBe('unit');
    expect(await found('示例四中学')).toBe(0);
    await submit(unit, { contact: '示例更正' });
    const second = await processOf(unit);
    expect(second).not.toBe(first);
    expect((await world.as(unit).organisations.registration())?.underAudit).toBe(true);
    await world.decide(bureau, second, 'pass');
    expect(await found('示例四中学')).toBe(1);
    expect((await world.as(unit).organisations.mine()).details.contact).toBe('示例更正');
  });

  it('files of a later round are not for the bureau that audited an earlier one', async () => {
    const unit = await world.unitAtSso(5, '示例五中学');
    await submit(unit);
    const first = (await world.as(unit).organisations.registration())?.certificates[0]?.id ?? '';
    await world.decide(bureau, await processOf(unit), 'return', '属地不对');
    const kept = { id: first, name: '法人证书.pdf', bytes: 1 };
    await submit(unit, { region: OTHER_CITY, certificates: [kept, await certificate(unit)] });
    const [, later] = (await world.as(unit).organisations.registration())?.certificates ?? [];
    const open = (actor: Actor, id: string) => openFile({ core: world.core, actor, id });
    expect((await open(bureau, first)).name).toBe('法人证书.pdf');
    await expect(open(bureau, later?.id ?? '')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await open(elsewhere, later?.id ?? '')).name).toBe('法人证书.pdf');
  });

  it('[SM-UREG.02] the certificates are asked for, and must be the unit’s own', async () => {
    const unit = await world.unitAtSso(6, '示例六中学');
    expect((await refusal(submit(unit, { certificates: [] }))).issues).toMatchObject([{ path: 'certificates' }]);
    const foreign = await certificate(await world.unitAtSso(7, '示例七中学'));
    expect((await refusal(submit(unit, { certificates: [foreign] }))).issues).toMatchObject([{ path: 'certificates' }]);
  });

  it('without a bureau for the region nothing is submitted', async () => {
    const unit = await world.unitAtSso(8, '示例八中学');
    const region = hunan.regions.filter(({ level }) => level === 'city')[2]?.code;
    expect((await refusal(submit(unit, { region }))).issues[0]).toMatchObject({ code: 'noBureau', path: 'region' });
    expect(await world.as(unit).organisations.registration()).toBeNull();
  });

  it('[GP.88] the text typed is kept while it may be changed, not while it is audited', async () => {
    const unit = await world.unitAtSso(9, '示例九中学');
    const keep = async () => {
      const { version } = await world.as(unit).organisations.mine();
      return world
        .as(unit)
        .drafts.keep({ record: 'unit-register', baseVersion: version, revision: null, raw: { contact: '某' } });
    };
    await keep();
    await submit(unit);
    expect(['REFUSED', 'CONFLICT']).toContain((await refusal(keep())).code);
  });
});
