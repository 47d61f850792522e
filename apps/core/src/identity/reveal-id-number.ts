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

/** The same for several people at once, by person. People who are not known are left out. */
export async function revealIdNumbers({
  core,
  trx,
  actor,
  personIds,
  purpose,
}: {
  core: Pick<Core, 'cipher'>;
  trx: Transaction;
  actor: Pick<Actor, 'accountId' | 'organisationId'>;
  personIds: readonly string[];
  purpose: string;
}): Promise<ReadonlyMap<string, string>> {
  const people = await Person.query(trx).findByIds([...personIds]);
  if (people.length === 0) return new Map();
  await Reveal.query(trx).insert(
    people.map(({ account_id }) => ({
      account_id: actor.accountId,
      organisation_id: actor.organisationId,
      person_id: account_id,
      what: 'idNumber',
      purpose,
    })),
  );
  return new Map(people.map((person) => [person.account_id, core.cipher.open(person.id_number_cipher)]));
}
