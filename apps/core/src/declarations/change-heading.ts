import type { Actor, Core } from '../context.ts';
import { invalid, issue } from '../errors.ts';
import { replaceUse } from '../files/file-uses.ts';
import { isId } from '../ids.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { editDeclaration } from './edit.ts';

interface Change {
  readonly core: Core;
  readonly actor: Actor;
  readonly id: string;
  readonly expectedVersion: number;
}

/**
 * 修改专业 (AH-19.06, AH-19.07, SM-DECL.03), and 单位类别 where the series has it (rules-and-forms 3.3; unsaid it stays):
 * only among what this plan and series offer; the rest is INVALID.
 */
export async function changeSpecialty({
  specialtyId,
  titleId,
  institutionCategory,
  ...change
}: Change & { specialtyId: string; titleId: string; institutionCategory?: string }): Promise<{ version: number }> {
  return editDeclaration({
    ...change,
    run: async ({ trx, draft: { planData, series, row } }) => {
      const categories = series.institutionCategories ?? [];
      const category = categories.length > 0 ? (institutionCategory ?? row.institution_category) : null;
      const wrong = [
        ...(planData.specialtyIds.includes(specialtyId)
          ? []
          : [issue('choice', '请选择申报专业', { path: 'specialtyId' })]),
        ...(planData.titleIds.includes(titleId) ? [] : [issue('choice', '请选择申报职称', { path: 'titleId' })]),
        ...(category === null || categories.includes(category)
          ? []
          : [issue('choice', '请选择单位类别', { path: 'institutionCategory' })]),
      ];
      if (wrong.length > 0) throw invalid(wrong);
      await trx('declaration')
        .where({ id: change.id })
        .update({ specialty_id: specialtyId, title_id: titleId, institution_category: category });
      await appendEvent(trx, {
        subjectKind: 'declaration',
        subjectId: change.id,
        action: 'changeSpecialty',
        actor: change.actor,
        data: { specialtyId, titleId, ...(category !== null && { institutionCategory: category }) },
      });
      return {};
    },
  });
}

/** 电子照片 (AH-19.19): a picture of one's own; INVALID otherwise. */
export async function setPhoto({ fileId, ...change }: Change & { fileId: string }): Promise<{ version: number }> {
  return editDeclaration({
    ...change,
    run: async ({ trx }) => {
      const own =
        isId(fileId) &&
        (await trx('file')
          .where({ id: fileId, owner_id: change.actor.accountId })
          .whereIn('type', ['jpg', 'png'])
          .first());
      if (!own) throw invalid([issue('photo', '请上传电子照片', { path: 'photo' })]);
      await replaceUse({ trx, fileIds: [fileId], subjectKind: 'declarationPhoto', subjectId: change.id });
      await trx('declaration').where({ id: change.id }).update({ photo_file_id: fileId });
      return {};
    },
  });
}
