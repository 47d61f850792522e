import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { acceptFile } from '../files/accept-file.ts';
import { PERSON_FORM, peopleWorld, refusal, type PeopleWorld } from '../organisations/test-world.ts';

let world: PeopleWorld;
beforeAll(async () => {
  world = await peopleWorld();
});
afterAll(() => world.drop());

const FORM = { ...PERSON_FORM, mobile: '10000000009', seriesCode: '22', freelancer: false };
const profileOf = (actor: Actor) => world.as(actor).identity.profile();
const update = async (actor: Actor, form: object = {}) => {
  const { version } = await profileOf(actor);
  return world.as(actor).identity.updateProfile({ form: { ...FORM, ...form }, expectedVersion: version });
};

describe('个人中心', () => {
  it('[AH-06.03] [AH-06.05] shows everything, with the unit whose approval is in force', async () => {
    const school = await world.unit(1, '示例市第一中学');
    const actor = await world.registered(1, '示例一');
    expect((await profileOf(actor)).workUnit).toBeNull();
    await world.request(actor, school.organisationId);
    expect((await profileOf(actor)).workUnit).toBeNull();
    const person = await world.registered(2);
    await world.bind(person, school);
    expect((await profileOf(person)).workUnit).toEqual({ id: school.organisationId, name: '示例市第一中学' });
  });

  it('[AH-06.09] [AH-06.10] [AH-06.11] [AH-06.12] 完善信息 changes what may be changed', async () => {
    const actor = await world.registered(3);
    const more = { ethnicity: '02', address: '', administrativePost: '教研组长', freelancer: true };
    await update(actor, more);
    const profile = await profileOf(actor);
    expect(profile).toMatchObject({ mobile: '10000000009', seriesCode: '22', seriesName: '中小学教师' });
    expect(profile.profile).toMatchObject({
      ethnicity: { code: '02', name: '蒙古族' },
      address: null,
      administrativePost: '教研组长',
      freelancer: true,
    });
    expect((await world.as(actor).identity.me()).person?.seriesCode).toBe('22');
  });

  it('[AH-06.07] [AH-06.08] [AH-06.12] name, ID number, sex and birth date stay whatever is sent', async () => {
    const actor = await world.registered(4, '示例四');
    const before = await profileOf(actor);
    await update(actor, { name: '别人', idNumber: '1', id_number_masked: '1', registeredAt: null });
    const after = await profileOf(actor);
    expect(after).toMatchObject({ name: '示例四', idNumberMasked: before.idNumberMasked, birthDate: before.birthDate });
    const body = await refusal(update(actor, { gender: 'male', birthDate: '1990-01-01' }));
    expect(body.issues.map(({ path }) => path)).toEqual(['gender', 'birthDate']);
  });

  it('[AH-06.10] the series is required and one of the catalogue', async () => {
    const actor = await world.registered(5);
    expect((await refusal(update(actor, { seriesCode: '' }))).issues).toMatchObject([
      { path: 'seriesCode', code: 'blank' },
    ]);
    expect((await refusal(update(actor, { seriesCode: '99' }))).issues).toMatchObject([
      { path: 'seriesCode', message: '所在职称系列不在可选范围内，请重新选择。' },
    ]);
  });

  it('a form that was open in two windows is saved once', async () => {
    const actor = await world.registered(6);
    const { version } = await profileOf(actor);
    await update(actor);
    const late = world.as(actor).identity.updateProfile({ form: FORM, expectedVersion: version });
    expect((await refusal(late)).code).toBe('CONFLICT');
  });

  it('is refused before 个人注册', async () => {
    expect(await refusal(update(await world.person(7)))).toMatchObject({
      code: 'REFUSED',
      issues: [{ mendAt: '/register' }],
    });
  });
});

describe('上传照片', () => {
  // One black dot.
  const PNG = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
    'base64',
  );
  const upload = (actor: Actor, name: string, content: Buffer) =>
    acceptFile({
      core: world.core,
      actor,
      source: (async function* () {
        yield content;
      })(),
      name,
      slot: { types: ['png', 'jpg', 'pdf'], maxMB: 2 },
    });

  it("[AH-06.02] takes a picture of one's own and keeps it from the sweep", async () => {
    const actor = await world.registered(11);
    const photo = await upload(actor, '照片.png', PNG);
    await world.as(actor).identity.setPhoto({ fileId: photo.id });
    expect((await profileOf(actor)).photoFileId).toBe(photo.id);
    expect(await world.core.db('file_use').where({ file_id: photo.id })).toMatchObject([
      { subject_kind: 'person', subject_id: actor.accountId },
    ]);
    const next = await upload(actor, '新照片.png', PNG);
    await world.as(actor).identity.setPhoto({ fileId: next.id });
    expect(await world.core.db('file_use').where({ file_id: photo.id })).toEqual([]);
  });

  it('the unit that is asked may look at the photo, another may not', async () => {
    const [school, other] = [await world.unit(11, '示例市第十一中学'), await world.unit(12, '示例市第十二中学')];
    const actor = await world.registered(14);
    const photo = await upload(actor, '照片.png', PNG);
    await world.as(actor).identity.setPhoto({ fileId: photo.id });
    await world.request(actor, school.organisationId);
    expect(await world.as(school).files.info({ id: photo.id })).toMatchObject({ id: photo.id });
    expect((await refusal(world.as(other).files.info({ id: photo.id }))).code).toBe('NOT_FOUND');
  });

  it("[AH-06.02] takes neither somebody else's picture nor a document", async () => {
    const [actor, stranger] = [await world.registered(12), await world.registered(13)];
    const foreign = await upload(stranger, '照片.png', PNG);
    const document = await upload(actor, '证明.pdf', Buffer.from('%PDF-1.4\n%%EOF\n'));
    for (const fileId of [foreign.id, document.id])
      expect((await refusal(world.as(actor).identity.setPhoto({ fileId }))).code).toBe('NOT_FOUND');
    expect((await profileOf(actor)).photoFileId).toBeNull();
  });
});
