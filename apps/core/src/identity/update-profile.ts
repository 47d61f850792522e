import { transaction } from '@zhicheng/database';
import type { Raw } from '@zhicheng/series-kit';
import { titleSeriesOf } from '../catalog/queries.ts';
import type { Actor, Core } from '../context.ts';
import { conflict, invalid, issue, notFound, refused } from '../errors.ts';
import { replaceUse } from '../files/file-uses.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { Person } from './model.ts';
import { profileFields } from './person-fields.ts';
import { lockPerson, readPersonForm } from './write-profile.ts';

const CHANGED_ELSEWHERE = '个人信息在另一处被修改过，请刷新后再办理。';

/**
 * 完善信息 (AH-06.09..12). Name, ID number, sex and birth date are never changed here. Throws REFUSED before the
 * registration, CONFLICT when the data were changed meanwhile, INVALID per field.
 */
export async function updateProfile({
  core,
  actor,
  form,
  expectedVersion,
}: {
  core: Pick<Core, 'db'>;
  actor: Actor;
  form: Raw;
  expectedVersion: number;
}): Promise<{ version: number }> {
  return transaction(core.db, async (trx) => {
    const person = await lockPerson(trx, actor.accountId);
    if (!person.registered_at) throw refused([issue('notRegistered', '请先完成个人注册。', { mendAt: '/register' })]);
    if (person.version !== expectedVersion) throw conflict(CHANGED_ELSEWHERE);
    const { mobile, seriesCode, ...profile } = await readPersonForm(trx, person, profileFields, form);
    if (!(await titleSeriesOf({ db: trx, code: seriesCode })))
      throw invalid([issue('unknownCode', '所在职称系列不在可选范围内，请重新选择。', { path: 'seriesCode' })]);
    const version = person.version + 1;
    await Person.query(trx)
      .findById(actor.accountId)
      .patch({ profile: { ...person.profile, ...profile }, mobile, series_code: seriesCode, version });
    await appendEvent(trx, { subjectKind: 'person', subjectId: actor.accountId, action: 'updateProfile', actor });
    return { version };
  });
}

/** 上传照片 (AH-06.02): a picture of the actor's own; the former one is let go. Throws NOT_FOUND for any other file. */
export async function setPhoto({
  core,
  actor,
  fileId,
}: {
  core: Pick<Core, 'db'>;
  actor: Actor;
  fileId: string;
}): Promise<{ version: number }> {
  return transaction(core.db, async (trx) => {
    const person = await lockPerson(trx, actor.accountId);
    const photo = await trx('file')
      .where({ id: fileId, owner_id: actor.accountId })
      .whereIn('type', ['jpg', 'png'])
      .forKeyShare()
      .first<{ id: string } | undefined>('id');
    if (!photo) throw notFound('照片');
    const version = person.version + 1;
    await Person.query(trx).findById(actor.accountId).patch({ photo_file_id: fileId, version });
    await replaceUse({ trx, fileIds: [fileId], subjectKind: 'person', subjectId: actor.accountId });
    await appendEvent(trx, { subjectKind: 'person', subjectId: actor.accountId, action: 'setPhoto', actor });
    return { version };
  });
}
