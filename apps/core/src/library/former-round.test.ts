import { record, work } from '@zhicheng/plugin-specimen';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { refusal } from '../organisations/test-world.ts';
import { EXPERIENCE, worldForTest, type Unit, type World } from './test-world.ts';

let world: World;
let unit: Unit;
let owner: Actor;

beforeAll(async () => {
  world = await worldForTest();
  unit = await world.unit('示例市第一中学');
  owner = await world.person('示例一');
  await world.bind(owner, unit);
});
afterAll(() => world.drop());

const admin = () => unit.admins[0];
const rounds = (id: string) =>
  world.core
    .db('step')
    .join('process', 'process.id', 'step.process_id')
    .where({ subject_id: id })
    .orderBy('process.round')
    .select('step.id', 'process.state', 'process.round');

/** Passed, taken back by its owner, changed, and handed in once more. */
async function handedInAgain(): Promise<string> {
  const { id, version } = await world.approved(owner, unit, { ...EXPERIENCE, position: '第一轮的内容' });
  const withdrawn = await world.as(owner).library.withdraw({ id, expectedVersion: version });
  await world.as(owner).library.saveAndSubmit({
    ...{ entity: 'experience', id, expectedVersion: withdrawn.version },
    raw: { ...EXPERIENCE, position: '第二轮的内容' },
  });
  return id;
}
const takeBackFirst = async (id: string) => {
  const [first] = await rounds(id);
  return refusal(world.as(admin()).tasks.withdraw({ stepId: first.id }));
};
const mayTakeBackFirst = async (id: string) => {
  const [first] = await rounds(id);
  const task = await world.core.db('task').where({ step_id: first.id }).first('id');
  return (await world.as(admin()).tasks.get({ taskId: task.id })).withdrawal;
};

describe('[SM-TASK.05] a pass of a former round is not taken back', () => {
  it('while the next round is under audit', async () => {
    const id = await handedInAgain();
    expect(await takeBackFirst(id)).toMatchObject({ code: 'REFUSED' });
    expect((await mayTakeBackFirst(id))?.allowed).toBe(false);
    expect((await rounds(id)).map(({ state }) => state)).toEqual(['passed', 'running']);
  });

  it('nor when the next round has passed: nobody would confirm new content by looking at old', async () => {
    const id = await handedInAgain();
    await world.decide(admin(), id, 'pass');
    expect(await takeBackFirst(id)).toMatchObject({ code: 'REFUSED' });
    expect((await mayTakeBackFirst(id))?.allowed).toBe(false);
    expect((await world.get(owner, id)).state).toBe('approved');
    // The last one still is.
    const last = (await rounds(id)).at(-1);
    await world.as(admin()).tasks.withdraw({ stepId: last.id });
    expect((await world.get(owner, id)).state).toBe('inAudit');
  });
});

describe('[AH-31.10] what an auditor of a former round reads', () => {
  it('is linked entries as they were handed in with it, and no draft that came of them since', async () => {
    const author = await world.person('示例二');
    await world.bind(author, unit);
    await world.joinSeries(author, 'specimen');
    const level = await world.core
      .db('dictionary_item')
      .where({ dictionary: 'publicationLevel' })
      .first('code', 'name');
    const raw = (number: string) => ({ ...record.sample, level, number });
    const linked = await world.approved(author, unit, raw('R-1'), record.code);
    const links = [{ entry: linked.id, extra: { group: '观察组' } }];
    const content = { title: '样本成果', finishedOn: '2025-06-01', templated: true, records: links };
    const paper = await world.approved(author, unit, content, work.code);
    const { library } = world.as(author);
    await library[work.adjustable ? 'adjust' : 'withdraw']({ id: paper.id, expectedVersion: paper.version });
    const free = await library[record.adjustable ? 'adjust' : 'withdraw']({
      ...{ id: linked.id, expectedVersion: linked.version },
    });
    await library.save({
      ...{ entity: record.code, id: linked.id, expectedVersion: free.version },
      raw: raw('R-999'),
    });
    const [{ process_id: processId }] = await world.core
      .db('step')
      .join('process', 'process.id', 'step.process_id')
      .where({ subject_id: paper.id })
      .select('process_id');
    const view = await world.as(admin()).library.auditView({ processId });
    expect(view.linked).toMatchObject([{ id: linked.id, data: { number: 'R-1' } }]);
    expect((await library.get({ id: paper.id })).linked).toMatchObject([{ data: { number: 'R-999' } }]);
  });
});
