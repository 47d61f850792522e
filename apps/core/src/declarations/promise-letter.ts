import { printDocx } from '@zhicheng/documents';
import { atRight, commitmentText, paragraph, title, type Block } from '@zhicheng/series-kit';
import { declarationFlow, stateOf } from '@zhicheng/workflow';
import type { Actor, Core } from '../context.ts';
import { notFound } from '../errors.ts';
import { isId } from '../ids.ts';
import { personOf } from '../identity/queries.ts';
import { boundUnitOf } from '../organisations/queries.ts';
import { frozen } from './frozen-dossier.ts';
import { loadDraft } from './load-draft.ts';
import { declarationInScope } from './scope.ts';

/** Who promises, and for what (专业-职称). */
interface Promised {
  readonly name: string;
  readonly unitName: string;
  readonly declared: string;
}
export interface PromiseLetter {
  readonly name: string;
  readonly blocks: readonly Block[];
}
type Asked = { core: Core; actor: Actor; id: string };

/** 诚信承诺书 (AH-18.01, .06): the text of MS.07 with the person's data; signed by hand (AH-18.07). */
export const promiseBlocks = ({ name, unitName, declared }: Promised): Block[] => [
  title('诚信承诺书'),
  paragraph(commitmentText(unitName, declared)),
  atRight(`承诺人姓名：${name}`),
  atRight('承诺人（手写签名）：________________'),
  atRight('　　　　年　　月　　日'),
];

const print = async (promised: Promised): Promise<{ bytes: Uint8Array; name: string }> => ({
  bytes: await printDocx(promiseBlocks(promised), { title: `诚信承诺书 ${promised.name}` }),
  name: `诚信承诺书-${promised.name}.docx`,
});

/**
 * The template while there is no record yet (AH-18.02): for the unit the person is bound to and the title he is about
 * to declare for. NOT_FOUND unless both choices exist.
 */
export async function promiseTemplateDocx({
  core,
  actor,
  specialtyId,
  titleId,
}: {
  core: Core;
  actor: Actor;
  specialtyId: string;
  titleId: string;
}): Promise<{ bytes: Uint8Array; name: string }> {
  const { db } = core;
  if (actor.role !== 'applicant' || !isId(specialtyId) || !isId(titleId)) throw notFound('承诺书模板');
  const [person, unit, specialty, titleRow] = await Promise.all([
    personOf(db, actor.accountId),
    boundUnitOf({ db, personId: actor.accountId }),
    db('specialty').where({ id: specialtyId }).first('name'),
    db('title').where({ id: titleId }).first('name'),
  ]);
  if (!person || !unit || !specialty || !titleRow) throw notFound('承诺书模板');
  return print({ name: person.name, unitName: unit.name, declared: `${specialty.name}-${titleRow.name}` });
}

async function promisedIn({ core, actor, id }: Asked): Promise<Promised> {
  const row = await declarationInScope({ core, actor, id });
  const draft = stateOf(declarationFlow, row.state).editable === true;
  const { data } = draft ? await loadDraft({ core, db: core.db, row }) : await frozen(core, row, row.round);
  const { applicant, situation, title: asked } = data;
  return { name: applicant.name, unitName: applicant.unitName, declared: `${situation.specialty}-${asked}` };
}

/** The letter of a record, for its owner to print, sign and upload (AH-25.11). */
export async function promiseLetter(asked: Asked): Promise<PromiseLetter> {
  const promised = await promisedIn(asked);
  return { name: promised.name, blocks: promiseBlocks(promised) };
}

/** The same as DOCX. */
export async function promiseLetterDocx(asked: Asked): Promise<{ bytes: Uint8Array; name: string }> {
  if (asked.actor.role !== 'applicant') throw notFound('申报');
  return print(await promisedIn(asked));
}
