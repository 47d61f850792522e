import { raw, type Transaction } from '@zhicheng/database';
import type { Raw } from '@zhicheng/series-kit';
import type { Actor } from '../context.ts';
import { conflict } from '../errors.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { Person } from './model.ts';
import { registrationFields } from './person-fields.ts';
import { lockPerson, readPersonForm } from './write-profile.ts';

/**
 * 个人注册 without its unit (AH-02.09..18), in the caller's transaction. Throws CONFLICT when it was done before,
 * INVALID with every field that is missing or wrong (AH-02.21).
 */
export async function completeRegistration({
  trx,
  actor,
  form,
}: {
  trx: Transaction;
  actor: Actor;
  form: Raw;
}): Promise<void> {
  const person = await lockPerson(trx, actor.accountId);
  if (person.registered_at) throw conflict('您已经完成个人注册。资料可以在“个人中心”修改。');
  const profile = await readPersonForm(trx, person, registrationFields, form);
  await Person.query(trx)
    .findById(actor.accountId)
    .patch({
      profile: { ...person.profile, ...profile },
      registered_at: raw('zc_now()'),
      version: person.version + 1,
    });
  await appendEvent(trx, { subjectKind: 'person', subjectId: actor.accountId, action: 'register', actor });
}
