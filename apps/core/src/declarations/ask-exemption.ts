import { transaction } from '@zhicheng/database';
import { parseFields, type Raw } from '@zhicheng/series-kit';
import { interviewExemptionFlow } from '@zhicheng/workflow';
import { organisationOf, type Actor, type Core } from '../context.ts';
import { invalid, issue, notFound, refused } from '../errors.ts';
import { checkOwn } from '../files/check-own.ts';
import { recordUse } from '../files/file-uses.ts';
import { once } from '../idempotency.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { issuesOf } from '../library/parse-entry.ts';
import { notify } from '../notifications/notify.ts';
import { bindFlow, type Move } from '../transition.ts';
import { exemptionFields } from './interview-fields.ts';
import { planOf, whyNoExemption } from './interview.ts';
import type { DeclarationRow } from './model.ts';

/**
 * 免面试 (AH-15.07): the owner of an admitted declaration asks the convening unit to be let off the interview, once.
 * NOT_FOUND for another's declaration, REFUSED in words where there is nothing to ask, INVALID for what is not filled in.
 */
export async function requestExemption({
  core,
  actor,
  id,
  raw,
  idempotencyKey,
}: {
  core: Core;
  actor: Actor;
  id: string;
  raw: Raw;
  idempotencyKey: string;
}): Promise<{ id: string }> {
  return transaction(core.db, (trx) =>
    once({
      ...{ trx, actor, key: idempotencyKey, action: `requestExemption ${id}` },
      run: async () => {
        const row: DeclarationRow | undefined = await trx('declaration')
          .where({ id, account_id: actor.accountId })
          .whereNot({ state: 'removed' })
          .forUpdate()
          .first();
        if (!row) throw notFound('申报');
        const plan = await planOf(trx, row);
        const asked = await trx('interview_exemption').where({ declaration_id: id }).first('id');
        const why = whyNoExemption(plan, row.state, asked !== undefined);
        if (why) throw refused([issue('exemption', why)]);
        const parsed = parseFields(exemptionFields, raw);
        if (!parsed.ok) throw invalid(issuesOf(parsed.issues));
        const checked = await checkOwn({ trx, actor, fields: exemptionFields, row: parsed.row });
        if (checked.issues.length > 0) throw invalid(checked.issues);
        const [made] = await trx('interview_exemption')
          .insert({
            declaration_id: id,
            account_id: actor.accountId,
            convening_organisation_id: plan.convening,
            state: interviewExemptionFlow.initial,
            reason: checked.row.reason,
            evidence: JSON.stringify(checked.row.evidence),
          })
          .returning('id');
        await recordUse({ trx, fileIds: checked.fileIds, subjectKind: 'interviewExemption', subjectId: made.id });
        await appendEvent(trx, {
          ...{ subjectKind: interviewExemptionFlow.name, subjectId: made.id, action: 'request', actor },
          data: { declarationId: id },
        });
        return { id: String(made.id) };
      },
    }),
  );
}

/** 同意 or 不同意, by the convening unit of the plan. The opinion is told to the person; a refusal needs one. */
export async function decideExemption({
  core,
  actor,
  id,
  grant,
  opinion,
  expectedVersion,
}: {
  core: Core;
  actor: Actor;
  id: string;
  grant: boolean;
  opinion: string;
  expectedVersion: number;
}): Promise<{ version: number }> {
  if (!grant && opinion.trim() === '') throw invalid([issue('blank', '请写明不同意的理由。', { path: 'opinion' })]);
  return transaction(core.db, (trx) =>
    core.transition({
      ...{ trx, flow: interviewExemptionFlow.name, id, action: grant ? 'grant' : 'refuse', actor, expectedVersion },
      scope: { convening_organisation_id: organisationOf(actor) },
      reason: opinion.trim(),
      patch: { opinion: opinion.trim() || null, decided_at: trx.raw('zc_now()'), decided_by: actor.accountId },
    }),
  );
}

interface ExemptionMoved {
  readonly declaration_id: string;
  readonly account_id: string;
}

const telling = (text: string) => async (move: Move<ExemptionMoved>) =>
  notify({
    trx: move.trx,
    accountId: move.row.account_id,
    kind: 'interview',
    text: `${text}${move.reason ? `：${move.reason}` : '。'}`,
    link: `/declarations/${move.row.declaration_id}/interview`,
  });

export const interviewExemptionBindings = bindFlow<ExemptionMoved>(interviewExemptionFlow, 'interview_exemption', {
  guards: {},
  effects: {
    notifyExempted: telling('组建单位同意您免面试'),
    notifyNotExempted: telling('组建单位不同意您免面试，请按准考证参加面试'),
  },
});
