import { onlyBlanks, parseForm, type Raw } from '@zhicheng/series-kit';
import { checkCoded } from '../catalog/check-coded.ts';
import type { Actor, Core } from '../context.ts';
import { checkOwn } from '../files/check-own.ts';
import { replaceUse } from '../files/file-uses.ts';
import { invalid, issue, notFound } from '../errors.ts';
import { editDeclaration, type Editing } from './edit.ts';

/**
 * 保存 a form or attachment section. Blanks are fine (GP.88); wrong values are INVALID, each with the path of its
 * field, and nothing is stored. `notes` says what was put right by itself (AH-25.08).
 */
export async function saveForm({
  core,
  actor,
  id,
  section: code,
  raw,
  expectedVersion,
}: {
  core: Core;
  actor: Actor;
  id: string;
  section: string;
  raw: Raw;
  expectedVersion: number;
}): Promise<{ version: number; notes: readonly string[] }> {
  return editDeclaration({
    core,
    actor,
    id,
    expectedVersion,
    run: (editing) => storeForm({ editing, actor, section: code, raw }),
  });
}

/** The same inside a change that is under way. */
export async function storeForm({
  editing: { trx, section, draft },
  actor,
  section: code,
  raw,
}: {
  editing: Editing;
  actor: Actor;
  section: string;
  raw: Raw;
}): Promise<{ notes: readonly string[] }> {
  const { id } = draft.row;
  const planned = section(code);
  if (planned.section.kind === 'pick') throw notFound('栏目');
  const { fields } = planned;
  const parsed = parseForm(planned.section, raw, { today: draft.data.filledOn, fields });
  const wrong = parsed.issues.filter((i) => !onlyBlanks([i]));
  if (wrong.length > 0)
    throw invalid(wrong.map((i) => issue('invalid', i.message, { path: `${code}.${i.field ?? ''}` })));
  const coded = await checkCoded(trx, fields, parsed.draft);
  const owned = await checkOwn({ trx, actor, fields, row: coded.row });
  const foreign = [...coded.issues, ...owned.issues];
  if (foreign.length > 0) throw invalid(foreign.map((i) => ({ ...i, path: `${code}.${i.path}` })));
  await trx('declaration_form')
    .insert({ declaration_id: id, section: code, data: JSON.stringify(owned.row) })
    .onConflict(['declaration_id', 'section'])
    .merge();
  // Keeps the files of a draft from the sweep; auditors see them only once they are submitted.
  await replaceUse({ trx, fileIds: owned.fileIds, subjectKind: `declarationForm:${code}`, subjectId: id });
  return { notes: parsed.notes };
}
