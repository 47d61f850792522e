import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { worldForTest, type World } from '../library/test-world.ts';
import { refusal } from '../organisations/test-world.ts';

let world: World;
let one: Actor;
let stranger: Actor;
beforeAll(async () => {
  world = await worldForTest();
  one = (await world.unit('示例市第一中学')).admins[0];
  stranger = (await world.unit('示例市第二中学')).admins[0];
});
afterAll(() => world.drop());

const phrases = (actor: Actor, flowType?: string) =>
  world.as(actor).tasks.phrases({ kind: 'libraryEntry', ...(flowType && { flowType }) });
const texts = async (actor: Actor, flowType?: string) => (await phrases(actor, flowType)).own.map(({ text }) => text);

it('[AH-31.09] the standard phrases are there from the first day, by what is audited', async () => {
  expect((await phrases(one)).standard.map(({ label }) => label)).toEqual([
    ...['看不清', '缺页', '缺签名', '缺公章', '与填写不一致'],
  ]);
  const { standard } = await world.as(one).tasks.phrases({ kind: 'binding' });
  expect(standard.map(({ label }) => label)).toContain('非本单位人员');
});

it('own ones serve their flow type or all, and their organisation alone', async () => {
  await world.as(one).tasks.savePhrase({ flowType: '工作经历', text: ' 起止日期请写到月。 ' });
  await world.as(one).tasks.savePhrase({ flowType: null, text: '请电话联系教务处。' });
  expect(await texts(one, '工作经历')).toEqual(['起止日期请写到月。', '请电话联系教务处。']);
  expect(await texts(one, '继续教育')).toEqual(['请电话联系教务处。']);
  expect(await texts(stranger)).toEqual([]);
});

it('twice the same is CONFLICT, none at all INVALID', async () => {
  await world.as(one).tasks.savePhrase({ flowType: null, text: '重复。' });
  expect((await refusal(world.as(one).tasks.savePhrase({ flowType: null, text: '重复。 ' }))).code).toBe('CONFLICT');
  expect((await refusal(world.as(one).tasks.savePhrase({ flowType: null, text: ' ' }))).issues).toMatchObject([
    { path: 'text', message: '请填写常用意见。' },
  ]);
});

it('is removed by its organisation only; the ledger keeps both', async () => {
  const { id } = await world.as(one).tasks.savePhrase({ flowType: null, text: '要删去的。' });
  expect((await refusal(world.as(stranger).tasks.removePhrase({ id }))).code).toBe('NOT_FOUND');
  await world.as(one).tasks.removePhrase({ id });
  expect(await texts(one)).not.toContain('要删去的。');
  const events = await world.core.db('ledger_event').where({ subject_id: id }).orderBy('seq');
  expect(events.map(({ action }) => action)).toEqual(['savePhrase', 'removePhrase']);
});
