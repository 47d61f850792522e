import type { Transaction } from '@zhicheng/database';
import { openDossier, plannedSections, type Facts, type PastDeclaration } from '@zhicheng/series-kit';
import { declarationFlow, stateOf } from '@zhicheng/workflow';
import { issue, type ErrorIssue } from '../errors.ts';
import { countOthersWith } from '../library/others-with.ts';
import { mendLink } from './links.ts';
import type { Draft } from './load-draft.ts';

/** What the guards of a series have against this submission; asked over the dossier that is then frozen. */
export async function seriesObjections(trx: Transaction, { series, data, row }: Draft): Promise<ErrorIssue[]> {
  const guards = series.guards ?? [];
  if (guards.length === 0) return [];
  const dossier = openDossier(series, data);
  const sections = plannedSections(series, data.template, data.situation);
  const facts = factsAbout(trx, row);
  const found: ErrorIssue[] = [];
  // One after the other: a transaction is one connection.
  for (const { code, check } of guards)
    for (const [index, { message, mend }] of (await check(dossier, facts)).entries())
      found.push(
        issue('seriesGuard', message, { path: `guards/${code}/${index}`, mendAt: mendLink(row.id, sections, mend) }),
      );
  return found;
}

function factsAbout(trx: Transaction, row: Draft['row']): Facts {
  return {
    othersWith: (entity, field, value) => countOthersWith({ db: trx, ownerId: row.account_id, entity, field, value }),
    async declarations() {
      const others = await trx('declaration as d')
        .join('title as t', 't.id', 'd.title_id')
        .where({ 'd.account_id': row.account_id })
        .whereNot({ 'd.id': row.id })
        .orderBy('d.plan_year', 'desc')
        .select('d.plan_year', 'd.series_code', 'd.kind', 'd.state', 't.level');
      return others
        .map((other) => ({ ...other, state: stateOf(declarationFlow, other.state) }))
        .filter(({ state }) => !state.hidden)
        .map(({ plan_year, series_code, kind, level, state }): PastDeclaration => ({
          year: plan_year,
          sameSeries: series_code === row.series_code,
          level,
          kind,
          outcome: state.approved ? 'admitted' : state.terminal ? 'terminated' : 'open',
        }));
    },
  };
}
