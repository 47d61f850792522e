import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Raw } from '@zhicheng/series-kit';
import { invariantViolations } from '../invariants.ts';
import { EXPERIENCE } from '../library/test-world.ts';
import { refusal } from '../organisations/test-world.ts';
import { easy, roadForTest, type Applicant, type Road } from './test-world.ts';

let road: Road;
let applicant: Applicant;
let other: Applicant;
let id: string;
/** Three further approved 工作经历. */
let spare: readonly string[];

beforeAll(async () => {
  road = await roadForTest();
  const adjust = { experiences: { max: 3 }, trainings: { off: true } };
  const planId = await road.plan({ template: { ...easy, adjust } });
  applicant = await road.applicant('示例一');
  other = await road.applicant('示例二');
  id = await road.declare(applicant.actor, planId);
  const added: string[] = [];
  for (const position of ['教研组长', '年级主任', '教导主任'])
    added.push((await road.approved(applicant.actor, road.school, { ...EXPERIENCE, position })).id);
  spare = added;
});
afterAll(() => road.drop());

const api = () => road.as(applicant.actor).declarations;
const picks = async (section = 'experiences') =>
  ((await api().fill({ id })).data.picks[section] ?? []).map(({ entry }) => entry);
const version = () => road.version(applicant.actor, id);
const take = async (entryIds: readonly string[], section = 'experiences') =>
  api().importEntries({ id, section, entryIds: [...entryIds], expectedVersion: await version() });
const drop = async (entryId: string, section = 'experiences') =>
  api().removePick({ id, section, entryId, expectedVersion: await version() });
const pins = (entryId: string) => road.core.db('library_pin').where({ entry_id: entryId });
const first = () => applicant.entries.experience;

async function emptied(): Promise<void> {
  for (const entryId of await picks()) await drop(entryId);
}

describe('导入', () => {
  it('[AH-20.01] [SM-LIB.11] approved entries, in the order in which they were ticked', async () => {
    await take([spare[1] ?? '', first()]);
    expect(await picks()).toEqual([spare[1], first()]);
    expect(await pins(first())).toMatchObject([{ holder_id: id, holder_label: '2026 年申报' }]);
  });

  it('[AH-07.13] what is imported can neither be withdrawn nor taken back by the unit', async () => {
    const entry = await road.get(applicant.actor, first());
    const withdrawal = road.as(applicant.actor).library.withdraw({ id: first(), expectedVersion: entry.version });
    const error = await refusal(withdrawal);
    expect(error.code).toBe('REFUSED');
    expect(error.message).toContain('2026 年申报');
  });

  it('[AH-20.07] [AH-25.14] not a second time, in no section', async () => {
    await emptied();
    await take([first()]);
    expect(await refusal(take([first()]))).toMatchObject({ code: 'REFUSED', message: '已导入，不能重复。' });
    expect((await refusal(take([spare[0] ?? '', first()]))).code).toBe('REFUSED');
    expect(await picks()).toEqual([first()]);
  });

  it('[AH-20.07] the same entry ticked twice is imported once', async () => {
    await emptied();
    await take([first(), first(), spare[0] ?? '', spare[0] ?? '']);
    expect(await picks()).toEqual([first(), spare[0]]);
  });

  it('[AH-20.01] not what the unit has not approved', async () => {
    await emptied();
    const draft = await road.save(applicant.actor);
    const waiting = await road.saveAndSubmit(applicant.actor);
    for (const entryId of [draft.id, waiting.id]) {
      const error = await refusal(take([first(), entryId]));
      expect(error).toMatchObject({ code: 'REFUSED', message: '单位还没有审核通过，暂不能导入。' });
    }
    expect(await picks()).toEqual([]);
    expect(await pins(first())).toEqual([]);
  });

  it('[AH-39.01] somebody else’s entry is not there', async () => {
    for (const entryId of [other.entries.experience, randomUUID()])
      expect((await refusal(take([entryId]))).code).toBe('NOT_FOUND');
  });

  it('an entry of another kind does not fit the section', async () => {
    expect((await refusal(take([applicant.entries.education]))).code).toBe('NOT_FOUND');
    expect(await pins(applicant.entries.education)).toEqual([]);
  });

  it('[AH-22.09] not more than the plan’s maximum, nothing then', async () => {
    await emptied();
    await take([first(), spare[0] ?? '']);
    const error = await refusal(take(spare.slice(1)));
    expect(error).toMatchObject({ code: 'REFUSED', message: '工作经历最多3项，已导入2项。' });
    expect(await picks()).toEqual([first(), spare[0]]);
  });

  it('[AH-22.10] nor into a section that the plan switched off, or a form', async () => {
    for (const section of ['trainings', 'profile', 'nothing']) {
      expect((await refusal(take([first()], section))).code).toBe('NOT_FOUND');
      expect((await refusal(api().candidates({ id, section }))).code).toBe('NOT_FOUND');
    }
  });

  it('two windows: the second works on an older version', async () => {
    await emptied();
    const expectedVersion = await version();
    const outcomes = await Promise.allSettled(
      [first(), spare[0] ?? ''].map((entryId) =>
        api().importEntries({ id, section: 'experiences', entryIds: [entryId], expectedVersion }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await picks()).toHaveLength(1);
  });
});

describe('导入业绩库 offers', () => {
  it('[AH-20.01] [AH-22.07] every entry of the kind, with the reason where it cannot be ticked', async () => {
    await emptied();
    await take([first()]);
    const draft = await road.save(applicant.actor, { unit: '未完成' });
    const candidates = await api().candidates({ id, section: 'experiences' });
    const why = new Map(candidates.map((c) => [c.entryId, c.why]));
    expect(why.get(first())).toBe('已导入，不能重复。');
    expect(why.get(spare[0] ?? '')).toBeNull();
    expect(why.get(draft.id)).toBe('单位还没有审核通过，暂不能导入。');
    expect(why.has(other.entries.experience)).toBe(false);
  });
});

describe('移除, 上移, 下移', () => {
  it('[AH-20.03] [SM-LIB.12] 移除 takes it out of the declaration, never out of the library', async () => {
    await emptied();
    await take([first()]);
    await drop(first());
    expect(await picks()).toEqual([]);
    expect(await pins(first())).toEqual([]);
    expect((await road.get(applicant.actor, first())).state).toBe('approved');
  });

  it('[AH-07.13] 移除 named with another section keeps what that section does not hold', async () => {
    await emptied();
    await take([first()]);
    await drop(first(), 'ethics-honours');
    expect(await picks()).toEqual([first()]);
    expect(await pins(first())).toHaveLength(1);
  });

  it('[AH-20.02] rows change places; at the end of the list nothing happens', async () => {
    await emptied();
    const [a = '', b = '', c = ''] = [first(), spare[0], spare[1]];
    await take([a, b, c]);
    const move = async (entryId: string, direction: 'up' | 'down') =>
      (await api().movePick({ id, section: 'experiences', entryId, direction, expectedVersion: await version() }))
        .position;
    expect(await move(c, 'up')).toBe(2);
    expect(await picks()).toEqual([a, c, b]);
    expect(await move(a, 'down')).toBe(2);
    expect(await picks()).toEqual([c, a, b]);
    expect(await move(c, 'up')).toBe(1);
    expect(await move(b, 'down')).toBe(3);
    expect(await picks()).toEqual([c, a, b]);
    const gone = api().movePick({
      ...{ id, section: 'experiences', entryId: spare[2] ?? '', direction: 'up' as const },
      expectedVersion: await version(),
    });
    expect((await refusal(gone)).code).toBe('CONFLICT');
  });
});

describe('what is said about a row where it is used', () => {
  const extras = async (section: string, entryId: string, extra: Raw) =>
    api().saveExtras({ id, section, extras: { [entryId]: extra }, expectedVersion: await version() });
  const extraOf = async (section: string) => (await api().fill({ id })).data.picks[section]?.[0]?.extra;

  it('[AH-20.04] [AH-20.06] is kept, blanks too', async () => {
    await take([applicant.entries.assessment], 'assessments');
    await extras('assessments', applicant.entries.assessment, {});
    expect(await extraOf('assessments')).toEqual({});
    await extras('assessments', applicant.entries.assessment, { result: '不合格' });
    expect(await extraOf('assessments')).toEqual({ result: '不合格' });
  });

  it('a wrong value is INVALID and names row and field', async () => {
    const entryId = applicant.entries.assessment;
    const error = await refusal(extras('assessments', entryId, { result: '优秀' }));
    expect(error.code).toBe('INVALID');
    expect(error.issues.map(({ path }) => path)).toEqual([`assessments.${entryId}.result`]);
    expect(await extraOf('assessments')).toEqual({ result: '不合格' });
  });

  it('of a row that is gone: CONFLICT', async () => {
    expect((await refusal(extras('educations', applicant.entries.education, { highest: true }))).code).toBe('CONFLICT');
  });
});

it('leaves the data as the rules want them', async () => {
  expect(await invariantViolations(road.core.db)).toEqual([]);
});
