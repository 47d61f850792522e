import type { Transaction } from '@zhicheng/database';
import type { Actor, Core } from '../context.ts';
import { notFound } from '../errors.ts';
import { Person, Reveal } from './model.ts';

/**
 * The ID number of a person in clear, for a document that prints it (GP.95). Who asked and what for goes into the
 * log of reveals. The caller has checked that the actor may see this person. Throws NOT_FOUND.
 */
export async function revealIdNumber({
  core,
  trx,
  actor,
  personId,
  purpose,
}: {
  core: Pick<Core, 'cipher'>;
  trx: Transaction;
  actor: Pick<Actor, 'accountId' | 'organisationId'>;
  personId: string;
  /** camelCase, what the number is printed on: `reviewForm`. */
  purpose: string;
}): Promise<string> {
  const person = await Person.query(trx).findById(personId);
  if (!person) throw notFound('人员');
  await Reveal.query(trx).insert({
    account_id: actor.accountId,
    organisation_id: actor.organisationId,
    person_id: personId,
    what: 'idNumber',
    purpose,
  });
  return core.cipher.open(person.id_number_cipher);
}
