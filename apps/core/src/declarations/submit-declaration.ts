import { transaction } from '@zhicheng/database';
import { assess, type Assessment } from '@zhicheng/series-kit';
import { edgesAhead, holdTree, type Edge } from '../audit-path/edges.ts';
import type { Actor, Core } from '../context.ts';
import { notFound } from '../errors.ts';
import { once } from '../idempotency.ts';
import { lockPerson } from '../identity/write-profile.ts';
import { boundUnitOf } from '../organisations/queries.ts';
import { loadDraft, type Draft } from './load-draft.ts';
import { routeOf, type Declarant } from './may-declare.ts';
import type { DeclarationRow } from './model.ts';

/** What the flow's guards judge and its effects freeze: one and the same. */
export interface Submission {
  readonly draft: Draft;
  readonly assessment: Assessment;
  /** Of the audit tree what lies ahead of the unit; nobody changes the tree before the end of the transaction. */
  readonly edges: readonly Edge[];
  readonly declarant: Declarant;
}

/**
 * 提交 (SM-DECL.04): assesses the very dossier that is then frozen, in one transaction. REFUSED with every gap;
 * the same key submits once, whatever happens to the answer on its way.
 */
export async function submitDeclaration({
  core,
  actor,
  id,
  expectedVersion,
  idempotencyKey,
}: {
  core: Core;
  actor: Actor;
  id: string;
  expectedVersion: number;
  idempotencyKey: string;
}): Promise<{ id: string; version: number }> {
  return transaction(core.db, (trx) =>
    once({
      trx,
      actor,
      key: idempotencyKey,
      action: `submitDeclaration ${id}`,
      run: async () => {
        // Whoever changes the person's unit waits here, or is waited for.
        const person = await lockPerson(trx, actor.accountId);
        const scope = { account_id: actor.accountId };
        const row: DeclarationRow | undefined = await trx('declaration')
          .where({ ...scope, id })
          .whereNot({ state: 'removed' })
          .forUpdate()
          .first();
        if (!row) throw notFound('申报');
        // The unit of today audits, not the one at the time of 马上申报.
        const unit = await boundUnitOf({ db: trx, personId: actor.accountId });
        const organisation_id = unit?.organisationId ?? row.organisation_id;
        const draft = await loadDraft({ core, db: trx, row: { ...row, organisation_id } });
        await holdTree(trx);
        const start = { node: 'employer' as const, organisationId: organisation_id };
        const edges = await edgesAhead(trx, routeOf(draft.plan, draft.title.level), start);
        const declarant = { registeredAt: person.registered_at, unit };
        const submission: Submission = { draft, assessment: assess(draft.series, draft.data), edges, declarant };
        const { version } = await core.transition({
          trx,
          flow: 'declaration',
          id,
          action: 'submit',
          actor,
          scope,
          expectedVersion,
          locked: { ...row },
          input: { submission },
          patch: { organisation_id, round: row.round + 1, submitted_at: trx.raw('zc_now()') },
          note: { round: row.round + 1 },
        });
        return { id, version };
      },
    }),
  );
}

/** 删除 (SM-DECL.05): the year is free again; library entries are released, nothing else is lost from the library. */
export async function removeDeclaration({
  core,
  actor,
  id,
  expectedVersion,
}: {
  core: Core;
  actor: Actor;
  id: string;
  expectedVersion: number;
}): Promise<void> {
  await transaction(core.db, (trx) =>
    core.transition({
      trx,
      flow: 'declaration',
      id,
      action: 'remove',
      actor,
      scope: { account_id: actor.accountId },
      expectedVersion,
    }),
  );
}
