import { randomUUID } from 'node:crypto';
import type { Somebody, World } from '@zhicheng/demo';
import { expect, test, type Page } from '../fixtures/test.ts';

/** Ends an attribute, an element and a script, wherever it stands; short enough for every field. */
const EVIL = `"'><zc-probe onzc=1></script><zc-probe>`;
/** The element as a browser would make it, or the attribute inside of one; not what stands between its quotes. */
const alive = (html: string): boolean =>
  /<zc-probe/i.test(html) ||
  [...html.matchAll(/<[a-z][^<>]*>/gi)].some(([tag = '']) => /\sonzc=/i.test(tag.replace(/"[^"]*"/g, '""')));
const ESCAPED = /(?:&lt;|\\u003[cC]|\\x3[cC])zc-probe/;

type Api = Somebody['api'];
const apiOf = ({ players }: World['organisations']['school']): Api => {
  const [player] = players;
  if (!player) throw new Error('the body has nobody');
  return player.api;
};
async function waiting(api: Api, keyword: string): Promise<string> {
  const { rows } = await api.tasks.list({ tab: 'todo', keyword, size: 10 });
  return rows[0]?.taskId ?? '';
}

const version = async ({ api }: Somebody, id: string): Promise<number> =>
  (await api.declarations.fill({ id })).card.version;

/** A declaration that the district sent back with such words, and that came again with such words. */
async function wickedDeclaration(world: World) {
  const { declarationId: id, ...somebody } = await world.submitted(1);
  const { api, name } = somebody;
  const district = apiOf(world.organisations.districtEducation);
  const returned = await waiting(district, `${name}身份证`);
  const places = [{ section: 'profile', path: 'birthplace' }];
  await district.declarations.mark({ taskId: returned, reason: EVIL, places });
  await district.tasks.decide({ taskId: returned, decision: 'return', opinion: EVIL });
  const profile = {
    ...{ ethnicity: { code: '01', name: '汉族' }, workStart: '2008-09-01', workYears: 18, specialtyYears: 18 },
    ...{ politicalStatus: { code: '13', name: '群众' }, health: '健康', birthplace: EVIL },
  };
  await api.declarations.saveForm({
    ...{ id, section: 'profile', raw: profile, expectedVersion: await version(somebody, id) },
  });
  return { somebody, id, returned };
}

/** One entry that the unit sent back, one that waits for it. */
async function wickedEntries(world: World, { api, name }: Somebody) {
  const unit = apiOf(world.organisations.school);
  const raw = {
    ...{ unit: EVIL, period: { from: '2008-09-01', to: null }, specialty: EVIL, position: EVIL, duties: EVIL },
  };
  const keep = () => api.library.saveAndSubmit({ entity: 'experience', raw, idempotencyKey: randomUUID() });
  const sentBack = await keep();
  const decided = await waiting(unit, name);
  await unit.tasks.decide({ taskId: decided, decision: 'return', opinion: EVIL });
  await keep();
  return { sentBack, decided, open: await waiting(unit, name) };
}

/** The pages as the server sends them; how many of them show the words. */
async function inert(page: Page, paths: readonly string[]): Promise<void> {
  const shown: string[] = [];
  for (const path of paths) {
    const answer = await page.request.get(path);
    expect(answer.status(), path).toBe(200);
    const html = await answer.text();
    expect(alive(html), path).toBe(false);
    if (ESCAPED.test(html)) shown.push(path);
  }
  expect.soft(shown, 'pages that show the words').toEqual(paths);
}

test('[XSS] words that are markup are words on the pages of everybody who reads them', async ({ door, world }) => {
  const { somebody, id, returned } = await wickedDeclaration(world);
  const { sentBack, decided, open } = await wickedEntries(world, somebody);
  const owner = await door.person(somebody);
  const library = ['/library/experience', `/library/experience/${sentBack.id}`];
  await inert(owner, [...library, `/declarations/${id}/fill?step=personal`, '/me/messages']);
  await somebody.api.declarations.submit({
    ...{ id, expectedVersion: await version(somebody, id), idempotencyKey: randomUUID() },
  });
  await inert(owner, [`/declarations/${id}`, `/declarations/${id}?tab=flow`, `/declarations/${id}/review-form`]);
  const task = await waiting(apiOf(world.organisations.school), `${somebody.name}身份证`);
  const unit = await door.unit('unit01');
  await inert(unit, [
    ...[
      `/work/tasks/${open}`,
      `/work/tasks/${decided}?tab=flow`,
      `/work/tasks/${task}`,
      `/work/tasks/${task}?tab=flow`,
    ],
    `/work/archive/experience?q=${encodeURIComponent(somebody.name)}`,
  ]);
  await inert(await door.builtin('edu-district'), [`/work/tasks/${returned}?tab=flow`]);
  // Reflected: what is asked for stands in the field for it, and is nothing else.
  const asked = encodeURIComponent(EVIL);
  await inert(unit, [`/work/tasks?q=${asked}`, `/work/people?q=${asked}`, `/plans?q=${asked}`]);
  await inert(owner, [`/library/experience?q=${asked}`]);
});
