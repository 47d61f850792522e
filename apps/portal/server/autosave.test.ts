import { httpHandler, resolveSession, signInWithSso, type Actor } from '@zhicheng/core';
import { coreForTest, type CoreForTest } from '@zhicheng/core/testing';
import { makeIdNumber } from '@zhicheng/profiles';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { apiClient } from '../app/api.ts';
import { openAutosave, type AutosaveState } from '../app/render/autosave.ts';
import { timeAgo } from '../app/render/restored-note.tsx';

let test: CoreForTest;
let serial = 0;
beforeAll(async () => {
  test = await coreForTest({ series: [] });
});
afterAll(() => test.drop());

/** Somebody who has signed in and not registered: his form is 注册. */
async function newcomer(): Promise<Actor> {
  serial += 1;
  const id_number = makeIdNumber({ birthDate: '1985-01-01', gender: 'female', serial });
  const claims = { kind: 'person', sub: `sub-${serial}`, name: '示例', id_type: '111', id_number } as const;
  const { token } = await signInWithSso({ core: test.core, claims });
  const session = await resolveSession({ core: test.core, token });
  if (!session) throw new Error('no session');
  return session.actor;
}

/** A window of that person on the form, over HTTP; the way to the server can be cut, and the session end. */
function windowOf(actor: Actor) {
  const way = { open: true, signedIn: true, sent: 0 };
  const states: AutosaveState[] = [];
  const client = apiClient('http://zc.example', async (input, init) => {
    if (!way.open) throw new TypeError('Failed to fetch');
    way.sent += 1;
    const request = new Request(input as string, init);
    return httpHandler(test.core)(request, way.signedIn ? actor : null, 'test');
  });
  const form = openAutosave({
    record: 'register',
    client: async () => client,
    report: (state) => states.push(state),
    pauseMs: 0,
    retryMs: 5,
  });
  const last = () => states.at(-1);
  return {
    way,
    form,
    type: (mobile: string) => form.typed({ raw: { mobile }, baseVersion: null }),
    says: (kind: AutosaveState['kind']) => vi.waitFor(() => expect(last()?.kind).toBe(kind)),
    last,
  };
}
const kept = (actor: Actor) => test.as(actor).drafts.read({ record: 'register' });

describe('autosave', () => {
  it('keeps what was typed last, and another device reads it', async () => {
    const me = await newcomer();
    const here = windowOf(me);
    here.type('1');
    here.type('12');
    await here.says('saved');
    expect(await windowOf(me).form.read()).toMatchObject({ raw: { mobile: '12' } });
    expect(here.way.sent).toBe(1);
  });

  it('without network goes on trying until the text is there', async () => {
    const me = await newcomer();
    const here = windowOf(me);
    here.way.open = false;
    here.type('离线时写的');
    await here.says('device');
    expect(here.last()).toEqual({ kind: 'device', why: 'offline' });
    expect(await kept(me)).toBeNull();
    here.way.open = true;
    await here.says('saved');
    expect(await kept(me)).toMatchObject({ raw: { mobile: '离线时写的' } });
  });

  it('says that the session has ended, and goes on after signing in again', async () => {
    const me = await newcomer();
    const here = windowOf(me);
    here.way.signedIn = false;
    here.type('1');
    await here.says('device');
    expect(here.last()).toEqual({ kind: 'device', why: 'expired' });
    here.way.signedIn = true;
    here.type('12');
    await here.says('saved');
    expect(await kept(me)).toMatchObject({ raw: { mobile: '12' } });
  });

  it('of two windows the second learns what the first wrote, and overwrites it only when told to', async () => {
    const me = await newcomer();
    const [first, second] = [windowOf(me), windowOf(me)];
    first.type('甲');
    await first.says('saved');
    second.type('乙');
    await second.says('moved');
    const state = second.last();
    expect(state).toMatchObject({ other: { raw: { mobile: '甲' } } });
    second.type('乙二');
    await second.form.read();
    expect(await kept(me)).toMatchObject({ raw: { mobile: '甲' } });
    second.form.adopt(state?.kind === 'moved' ? state.other.revision : null);
    await second.says('saved');
    expect(await kept(me)).toMatchObject({ raw: { mobile: '乙二' } });
  });

  it('leaves nothing once the form is saved, whatever was on its way', async () => {
    const me = await newcomer();
    const here = windowOf(me);
    here.type('1');
    await here.says('saved');
    here.type('12');
    await here.form.discard();
    expect(await kept(me)).toBeNull();
    expect(await here.form.read()).toBeNull();
  });

  it('sends what is left when the form goes', async () => {
    const me = await newcomer();
    const here = windowOf(me);
    here.type('1');
    here.form.close();
    await vi.waitFor(async () => expect(await kept(me)).toMatchObject({ raw: { mobile: '1' } }));
  });

  it('sends nothing while the form itself is on its way, and goes on after a refusal', async () => {
    const me = await newcomer();
    const here = windowOf(me);
    here.type('1');
    here.form.hold();
    await here.form.read();
    expect(await kept(me)).toBeNull();
    here.form.resume();
    await here.says('saved');
  });

  it('never reaches a form that was completed elsewhere', async () => {
    const me = await newcomer();
    const here = windowOf(me);
    await test.core.db('person').where({ account_id: me.accountId }).update({ registered_at: test.core.db.fn.now() });
    here.type('1');
    await here.says('closed');
    expect(await test.core.db('draft').where({ account_id: me.accountId })).toEqual([]);
  });
});

it.each([
  ['2026-09-15T04:00:20Z', '刚才'],
  ['2026-09-15T03:55:00Z', ' 5 分钟前'],
  ['2026-09-15T01:00:00Z', ' 3 小时前'],
  ['2026-09-12T01:00:00Z', ' 3 天前'],
  ['2026-09-15T05:00:00Z', '刚才'],
])('what was kept at %s was kept%s', (at, said) => expect(timeAgo(at, new Date('2026-09-15T04:00:30Z'))).toBe(said));
