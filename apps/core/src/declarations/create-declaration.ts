import { randomInt } from 'node:crypto';
import { transaction, violatedConstraint } from '@zhicheng/database';
import type { DeclarationKind } from '@zhicheng/series-kit';
import type { Actor, Core } from '../context.ts';
import { invalid, issue, notFound, refused, type ErrorIssue } from '../errors.ts';
import { once } from '../idempotency.ts';
import { appendEvent } from '../ledger/append-event.ts';
import type { PlanRow } from '../plans/plan-data.ts';
import { unitToDeclareWith, whyNotDeclare } from './may-declare.ts';

export interface Selection {
  readonly planId: string;
  readonly kind: DeclarationKind;
  readonly specialtyId: string;
  readonly titleId: string;
  readonly institutionCategory?: string;
  /** 确认无误 */
  readonly confirmed: boolean;
  /** 我已阅读并承诺 */
  readonly promised: boolean;
}

/**
 * 同意并继续 (AH-18.04): creates the record in 编辑中. INVALID for the selection and the unticked promise,
 * REFUSED with every reason of `whyNotDeclare`. The same key gives the same record.
 */
export async function createDeclaration({
  core,
  actor,
  selection,
  idempotencyKey,
}: {
  core: Core;
  actor: Actor;
  selection: Selection;
  idempotencyKey: string;
}): Promise<{ id: string }> {
  try {
    return await transaction(core.db, (trx) =>
      once({
        trx,
        actor,
        key: idempotencyKey,
        action: `createDeclaration ${selection.planId}`,
        run: async () => {
          const plan: PlanRow | undefined = await trx('review_plan')
            .where({ id: selection.planId })
            .whereNot({ state: 'draft' })
            .forShare()
            .first();
          if (!plan) throw notFound('评审计划');
          const catalogSeries = await trx('title_series').where({ code: plan.series_code }).first('plugin_code');
          const categories = core.series.find(catalogSeries?.plugin_code)?.institutionCategories;
          const wrong = selectionIssues(plan, selection, categories);
          if (wrong.length > 0) throw invalid(wrong);
          const reasons = await whyNotDeclare({ core, db: trx, accountId: actor.accountId, plan });
          if (reasons.length > 0) throw refused(reasons);
          const unit = await unitToDeclareWith({ core, db: trx, accountId: actor.accountId, plan });
          if (!unit) throw new Error('bound without a unit');
          const person = await trx('person').where({ account_id: actor.accountId }).first('photo_file_id');
          const [row] = await trx('declaration')
            .insert({
              account_id: actor.accountId,
              plan_id: plan.id,
              plan_version: plan.plan_version,
              plan_year: plan.year,
              kind: selection.kind,
              series_code: plan.series_code,
              specialty_id: selection.specialtyId,
              title_id: selection.titleId,
              institution_category: categories ? selection.institutionCategory : null,
              organisation_id: unit.organisationId,
              photo_file_id: person?.photo_file_id ?? null,
              state: 'draft',
              record_no: recordNo(plan.year),
            })
            .returning('id');
          await appendEvent(trx, {
            subjectKind: 'declaration',
            subjectId: row.id,
            action: 'create',
            actor,
            data: { planId: plan.id, planVersion: plan.plan_version, promised: true },
          });
          return { id: String(row.id) };
        },
      }),
    );
  } catch (error) {
    // Two windows at once: the database had the last word.
    if (violatedConstraint(error) === 'declaration_one_per_year')
      throw refused([issue('alreadyThisYear', '* 用户已申报此计划, 请从申报记录中进入', { mendAt: '/declarations' })]);
    throw error;
  }
}

/** The number printed on the form; random, so that nobody can count or guess records. */
function recordNo(year: number): string {
  const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
  return `ZC${year}-${Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('')}`;
}

function selectionIssues(
  { data }: PlanRow,
  selection: Selection,
  categories: readonly string[] | undefined,
): ErrorIssue[] {
  return [
    ...(data.kinds.includes(selection.kind) ? [] : [issue('choice', '请选择申报形式', { path: 'kind' })]),
    ...(data.specialtyIds.includes(selection.specialtyId)
      ? []
      : [issue('choice', '请选择申报专业', { path: 'specialtyId' })]),
    ...(data.titleIds.includes(selection.titleId) ? [] : [issue('choice', '请选择申报职称', { path: 'titleId' })]),
    ...(!categories || categories.includes(selection.institutionCategory ?? '')
      ? []
      : [issue('choice', '请选择单位类别', { path: 'institutionCategory' })]),
    ...(selection.confirmed ? [] : [issue('confirm', '请勾选确认无误', { path: 'confirmed' })]),
    ...(selection.promised ? [] : [issue('promise', '请勾选我承诺复选框', { path: 'promised' })]),
  ];
}
