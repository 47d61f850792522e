import type { Transaction } from '@zhicheng/database';
import type { Fields, Raw, Row } from '@zhicheng/series-kit';
import { readForm } from '../catalog/read-form.ts';
import { invalid, issue, notFound, type ErrorIssue } from '../errors.ts';
import { Person, type PersonRow } from './model.ts';

/** The actor's person, locked; whoever changes a person, or binds one, queues up here. Throws NOT_FOUND. */
export async function lockPerson(trx: Transaction, accountId: string): Promise<PersonRow> {
  const person = await Person.query(trx).findById(accountId).forUpdate();
  if (!person) throw notFound('人员');
  return person.toJSON();
}

/** Sex and birth date come from the sign-on service and can be changed nowhere (AH-02.07, AH-02.08, AH-06.07). */
function fixedFacts(person: PersonRow, raw: Raw): ErrorIssue[] {
  const changed = (name: string, stored: string) => raw[name] !== undefined && raw[name] !== stored;
  return [
    ...(changed('gender', person.gender)
      ? [issue('fixed', '性别以统一认证的信息为准，不能修改。', { path: 'gender' })]
      : []),
    ...(changed('birthDate', person.birth_date)
      ? [issue('fixed', '出生日期以统一认证的信息为准，不能修改。', { path: 'birthDate' })]
      : []),
  ];
}

async function workStartIssues(trx: Transaction, person: PersonRow, workStart: string): Promise<ErrorIssue[]> {
  const [day] = await trx
    .select<{ today: string }[]>(trx.raw(`(zc_now() at time zone 'Asia/Shanghai')::date as today`))
    .from(trx.raw('(values (1)) as one'));
  if (day && workStart > day.today) return [issue('wrong', '工作时间不能晚于今天。', { path: 'workStart' })];
  if (workStart <= person.birth_date) return [issue('wrong', '工作时间应晚于出生日期。', { path: 'workStart' })];
  return [];
}

/** Reads what a person says about himself. Throws INVALID with one sentence per field. */
export async function readPersonForm<F extends Fields & { workStart: Fields[string] }>(
  trx: Transaction,
  person: PersonRow,
  fields: F,
  raw: Raw,
): Promise<Row<F>> {
  const { row, issues } = await readForm(trx, fields, raw);
  const started = typeof row?.workStart === 'string' ? await workStartIssues(trx, person, row.workStart) : [];
  const all = [...fixedFacts(person, raw), ...issues, ...started];
  if (row === null || all.length > 0) throw invalid(all);
  return row;
}
