import { randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { makeIdNumber } from '@zhicheng/profiles';
import { specimen } from '@zhicheng/plugin-specimen';
import { renderSvg } from '@zhicheng/storage';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { resolveSession } from '../identity/resolve-session.ts';
import { signInPerson } from '../identity/sign-in-person.ts';
import { coreForTest, type CoreForTest } from '../testing.ts';
import { acceptFile } from './accept-file.ts';
import { checkOwn } from './check-own.ts';
import { cropPhotoFile } from './crop-photo.ts';
import { recordUse, replaceUse } from './file-uses.ts';
import { openFile } from './open-file.ts';
import { renameFile } from './rename-file.ts';
import { sweepOrphanFiles } from './sweep-orphans.ts';
import { files, optional, rows, text } from '@zhicheng/series-kit';
import { transaction } from '@zhicheng/database';

let test: CoreForTest;
let owner: Actor;
let stranger: Actor;

async function person(name: string, serial: number): Promise<Actor> {
  const id_number = makeIdNumber({ birthDate: '1985-01-01', gender: 'female', serial });
  const claims = { kind: 'person', sub: `sub-${serial}`, name, id_type: '111', id_number } as const;
  const { token } = await signInPerson({ core: test.core, claims });
  const session = await resolveSession({ core: test.core, token });
  if (!session) throw new Error('no session');
  return session.actor;
}

const PDF = Buffer.from('%PDF-1.4\n1 0 obj << >> endobj\n%%EOF\n');
async function* bytes(content: Uint8Array) {
  yield content;
}
const slot = { types: ['png', 'jpg', 'pdf'] as ('png' | 'jpg' | 'pdf')[], maxMB: 2 };
const upload = (actor: Actor, name = '证书.pdf', content: Uint8Array = PDF) =>
  acceptFile({ core: test.core, actor, source: bytes(content), name, slot });
const picture = (width: number) =>
  renderSvg(
    '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="800"><rect width="600" height="800" fill="#369"/></svg>',
    {
      type: 'png',
      width,
    },
  );

beforeAll(async () => {
  test = await coreForTest({ series: [specimen] });
  owner = await person('示例一', 1);
  stranger = await person('示例二', 2);
});
afterAll(() => test.drop());

describe('uploading', () => {
  it('[AH-04.10] keeps name and size, and gives the bytes back to the owner', async () => {
    const file = await upload(owner);
    expect(file).toMatchObject({ name: '证书.pdf', bytes: PDF.length, type: 'pdf' });
    const opened = await openFile({ core: test.core, actor: owner, id: file.id });
    expect(opened).toMatchObject({ name: '证书.pdf', contentType: 'application/pdf', bytes: PDF.length });
    expect(await buffer(opened.stream)).toEqual(PDF);
  });

  it('[AH-04.09] refuses a renamed program and stores nothing', async () => {
    const before = await test.core.db('file').count();
    const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(5000, 1)]);
    await expect(upload(owner, '证书.pdf', program)).rejects.toMatchObject({
      code: 'INVALID',
      issues: [{ path: 'file', code: 'type' }],
    });
    expect(await test.core.db('file').count()).toEqual(before);
  });

  it('[AH-04.09] refuses what is too large, empty or cut off', async () => {
    const large = Buffer.concat([PDF, Buffer.alloc(2 * 1024 * 1024), Buffer.from('%%EOF')]);
    await expect(upload(owner, '大.pdf', large)).rejects.toMatchObject({ issues: [{ code: 'size' }] });
    await expect(upload(owner, '空.pdf', Buffer.alloc(0))).rejects.toMatchObject({ issues: [{ code: 'empty' }] });
    const cut = (await picture(300)).subarray(0, 200);
    await expect(upload(owner, '图.png', cut)).rejects.toMatchObject({ issues: [{ code: 'broken' }] });
  });

  it('refuses a slot that no form has', async () => {
    const source = bytes(PDF);
    const wide = { types: ['pdf' as const], maxMB: 3000 };
    await expect(
      acceptFile({ core: test.core, actor: owner, source, name: 'a.pdf', slot: wide }),
    ).rejects.toMatchObject({ code: 'INVALID', issues: [{ code: 'slot' }] });
  });

  it('takes no more than an account has room for; what is used does not count, nor what others have', async () => {
    const hoarder = await person('示例囤积', 77);
    const allowance = { files: 3, bytes: 10_000 };
    const store = (actor: Actor, content: Uint8Array = PDF) =>
      acceptFile({ core: test.core, actor, source: bytes(content), name: '证书.pdf', slot, allowance });
    const kept = [await store(hoarder), await store(hoarder), await store(hoarder)];
    await expect(store(hoarder)).rejects.toMatchObject({ code: 'REFUSED', issues: [{ code: 'allowance' }] });
    expect((await store(stranger)).name).toBe('证书.pdf');
    const uses = { fileIds: kept.map(({ id }) => id), subjectKind: 'draft', subjectId: randomUUID() };
    await transaction(test.core.db, (trx) => recordUse({ trx, ...uses }));
    await store(hoarder, Buffer.concat([PDF, Buffer.alloc(10_000, 0x20), PDF]));
    await expect(store(hoarder)).rejects.toMatchObject({ code: 'REFUSED', issues: [{ code: 'allowance' }] });
  });

  it('takes no more at once than a slot holds', async () => {
    const eager = await person('示例心急', 78);
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    async function* held() {
      await gate;
      yield PDF;
    }
    const many = Array.from({ length: 31 }, () =>
      acceptFile({ core: test.core, actor: eager, source: held(), name: '证书.pdf', slot }).then(
        () => 'stored',
        (error: { code: string }) => error.code,
      ),
    );
    expect(await Promise.race(many)).toBe('REFUSED');
    release();
    expect((await Promise.all(many)).filter((outcome) => outcome === 'stored')).toHaveLength(30);
    expect((await upload(eager)).name).toBe('证书.pdf');
  });

  it('makes a thumbnail of a picture and none of a document', async () => {
    const file = await upload(owner, '图.png', await picture(600));
    expect(file).toMatchObject({ width: 600, height: 800 });
    const thumb = await openFile({ core: test.core, actor: owner, id: file.id, variant: 'thumb' });
    expect(thumb.contentType).toBe('image/jpeg');
    expect((await buffer(thumb.stream)).subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
    const pdf = await upload(owner);
    await expect(openFile({ core: test.core, actor: owner, id: pdf.id, variant: 'thumb' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('[AH-28.01] cuts a photo out of a picture as a new file', async () => {
    const { id } = await upload(owner, '照片.png', await picture(600));
    const rect = { x: 50, y: 50, width: 350, height: 490 };
    const photo = await cropPhotoFile({ core: test.core, actor: owner, id, rect });
    expect(photo).toMatchObject({ name: '照片.jpg', type: 'jpg', width: 413, height: 579 });
    const outside = { x: 900, y: 900, width: 10, height: 10 };
    await expect(cropPhotoFile({ core: test.core, actor: owner, id, rect: outside })).rejects.toMatchObject({
      code: 'INVALID',
    });
    await expect(cropPhotoFile({ core: test.core, actor: stranger, id, rect })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

it('[GP.29] a black-and-white photo is refused in words, and nothing is stored', async () => {
  const drawing =
    '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="800"><rect width="600" height="800" fill="#777"/></svg>';
  const { id } = await upload(owner, '黑白照片.png', await renderSvg(drawing, { type: 'png', width: 600 }));
  const stored = async () => (await test.core.db('file').where({ owner_id: owner.accountId })).length;
  const before = await stored();
  const rect = { x: 50, y: 50, width: 350, height: 490 };
  await expect(cropPhotoFile({ core: test.core, actor: owner, id, rect })).rejects.toMatchObject({
    code: 'INVALID',
    issues: [{ message: '照片是黑白的，请换一张近期免冠正面彩色证件照，底色不限。' }],
  });
  expect(await stored()).toBe(before);
});

describe('the same file again', () => {
  it('is recognised by its own bytes, for its owner alone', async () => {
    const content = Buffer.from(`%PDF-1.4\n% ${randomUUID()}\n%%EOF\n`);
    expect(await upload(stranger, '别人的.pdf', content)).not.toHaveProperty('earlier');
    const first = await upload(owner, '先传的.pdf', content);
    expect(first).not.toHaveProperty('earlier');
    const again = await upload(owner, '又传的.pdf', content);
    expect(again.id).not.toBe(first.id);
    expect(again.earlier).toMatchObject({ id: first.id, name: '先传的.pdf', bytes: content.length });
    expect(again.earlier?.at).toBeInstanceOf(Date);
    expect(await upload(owner, '别的.pdf', Buffer.concat([content, Buffer.from('\n')]))).not.toHaveProperty('earlier');
  });
  it('a picture too, though it is encoded anew', async () => {
    const drawn = await picture(613);
    const first = await upload(owner, '图.png', drawn);
    expect((await upload(owner, '图二.png', drawn)).earlier).toMatchObject({ id: first.id });
  });
});

describe('turning', () => {
  it('keeps the picture upright as a new file, and the old one as it was', async () => {
    const { id } = await upload(owner, '横着的.png', await picture(600));
    const turned = await test.as(owner).files.rotate({ id, quarters: 1 });
    expect(turned).toMatchObject({ name: '横着的.png', type: 'png', width: 800, height: 600 });
    expect(turned.id).not.toBe(id);
    expect(await test.as(owner).files.info({ id })).toMatchObject({ width: 600, height: 800 });
    await expect(test.as(stranger).files.rotate({ id, quarters: 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const document = await upload(owner);
    await expect(test.as(owner).files.rotate({ id: document.id, quarters: 1 })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
  });
});

describe('a small picture', () => {
  const small = async (id: string) =>
    buffer((await openFile({ core: test.core, actor: owner, id, variant: 'thumb' })).stream);
  const row = (id: string) => test.core.db('file').where({ id }).first();

  it('is made once, and again only where it has gone missing; it goes with its file', async () => {
    const { id } = await upload(owner, '图.png', await picture(577));
    const first = await small(id);
    const { thumb_hash, hash } = await row(id);
    // Not the picture but the small one answers from now on.
    await test.core.store.delete(hash);
    expect(await small(id)).toEqual(first);
    await test.core.store.put(await picture(577));
    await test.core.store.delete(thumb_hash);
    await test.core
      .db('file')
      .where({ id })
      .update({ created_at: new Date(0) });
    const again = await upload(owner, '图.png', await picture(577));
    await test.core.db('file').where({ id: again.id }).update({ thumb_hash });
    await sweepOrphanFiles({ core: test.core });
    expect(await row(id)).toBeUndefined();
    expect(await small(again.id)).toEqual(first);
    await test.core
      .db('file')
      .where({ id: again.id })
      .update({ created_at: new Date(0) });
    await sweepOrphanFiles({ core: test.core });
    expect(await test.core.store.exists(thumb_hash)).toBe(false);
  });
});

describe('foreign access', () => {
  it('answers the same for a file of another and for none', async () => {
    const { id } = await upload(owner);
    for (const wanted of [id, randomUUID(), 'no-id']) {
      await expect(openFile({ core: test.core, actor: stranger, id: wanted })).rejects.toMatchObject({
        code: 'NOT_FOUND',
        message: '没有找到这条文件，或您无权查看。',
      });
      await expect(test.as(stranger).files.info({ id: wanted })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
  });

  it('[AH-04.11] lets only the owner rename, and keeps the extension', async () => {
    const { id } = await upload(owner);
    expect(await renameFile({ core: test.core, actor: owner, id, name: '教师资格证.exe' })).toMatchObject({
      name: '教师资格证.exe.pdf',
    });
    expect(await test.as(owner).files.rename({ id, name: '身份证正面.PDF' })).toMatchObject({ name: '身份证正面.pdf' });
    expect(await test.as(owner).files.info({ id })).toMatchObject({ name: '身份证正面.pdf' });
    await expect(test.as(owner).files.rename({ id, name: '  ' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await expect(test.as(stranger).files.rename({ id, name: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('what a row says of its files', () => {
  const fields = {
    title: text('名称'),
    proof: optional(files('佐证材料')),
    parts: optional(rows('部分', { scans: files('扫描件', { types: ['pdf'] }) })),
  };
  const check = (actor: Actor, row: Readonly<Record<string, unknown>>) =>
    transaction(test.core.db, (trx) => checkOwn({ trx, actor, fields, row }));

  it('takes name and size from the stored file, at any depth', async () => {
    const { id } = await upload(owner);
    const claimed = { id, name: '别的.pdf', bytes: 1 };
    const { row, issues, fileIds } = await check(owner, {
      title: 'x',
      proof: [claimed],
      parts: [{ scans: [claimed] }],
    });
    const real = { id, name: '证书.pdf', bytes: PDF.length };
    expect(row).toEqual({ title: 'x', proof: [real], parts: [{ scans: [real] }] });
    expect(issues).toEqual([]);
    expect(fileIds).toEqual([id]);
  });

  it('refuses files of others, of no one, and of a type that the field does not take', async () => {
    const { id } = await upload(owner);
    const image = await upload(owner, '图.png', await picture(100));
    const ref = (one: string) => [{ id: one, name: 'a.pdf', bytes: 1 }];
    const foreign = await check(stranger, { proof: ref(id) });
    expect(foreign.issues).toMatchObject([{ path: 'proof', message: '请重新上传佐证材料' }]);
    expect((await check(owner, { proof: ref('no-id') })).issues).toHaveLength(1);
    const wrong = await check(owner, { parts: [{ scans: ref(image.id) }] });
    expect(wrong.issues).toMatchObject([{ path: 'parts.0.scans', message: '扫描件只能上传pdf文件' }]);
  });
});

describe('sweeping', () => {
  const age = (id: string) =>
    test.core
      .db('file')
      .where({ id })
      .update({ created_at: test.core.db.raw("now() - interval '25 hours'") });
  const exists = async (id: string) => (await test.core.db('file').where({ id }).first()) !== undefined;

  it('removes a day-old file that nothing uses, and its blob when nobody else has it', async () => {
    const unique = (mark: string) => Buffer.from(`%PDF-1.4\n% ${mark}\n%%EOF\n`);
    const [lone, used, fresh] = [
      await upload(owner, 'a.pdf', unique('lone')),
      await upload(owner, 'b.pdf', unique('used')),
      await upload(owner, 'c.pdf', unique('fresh')),
    ];
    const [shared, other] = [
      await upload(owner, 'd.pdf', unique('shared')),
      await upload(stranger, 'e.pdf', unique('shared')),
    ];
    for (const { id } of [lone, used, shared]) await age(id);
    const subject = { subjectKind: 'libraryDraft', subjectId: randomUUID() };
    await transaction(test.core.db, (trx) => recordUse({ trx, fileIds: [used.id, used.id], ...subject }));
    const { hash } = await test.core.db('file').where({ id: lone.id }).first();
    expect(await sweepOrphanFiles({ core: test.core })).toBe(2);
    expect(await Promise.all([lone, shared, used, fresh, other].map(({ id }) => exists(id)))).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
    expect(await test.core.store.exists(hash)).toBe(false);
    expect(await buffer((await openFile({ core: test.core, actor: stranger, id: other.id })).stream)).toEqual(
      unique('shared'),
    );
    await transaction(test.core.db, (trx) => replaceUse({ trx, fileIds: [fresh.id], ...subject }));
    expect(await sweepOrphanFiles({ core: test.core })).toBe(1);
    expect(await exists(used.id)).toBe(false);
  });
});
