import type { Database } from '@zhicheng/database';
import { issue, type ErrorIssue } from '../errors.ts';
import type { DeclarationRow } from './model.ts';
import { shanghaiDay } from './moments.ts';

/** 单位公示 of one declaration as the unit's auditor needs to know it (R15). */
export interface PublicityAtAudit {
  /** Working days that the plan asks for. */
  readonly days: number;
  readonly from: string | null;
  readonly until: string | null;
  readonly result: string | null;
  /** What still keeps the unit from recommending, in words; null when nothing does. */
  readonly missing: string | null;
  /** Where that is mended: the notice, or the form for a new one. */
  readonly mendAt: string;
}

interface NoticeOf {
  readonly id: string;
  readonly from_day: string;
  readonly until_day: string;
  readonly result: string | null;
  readonly open: number;
  readonly upheld: number;
}

const NOTICES = '/work/declarations/notices';

function missingOf(found: NoticeOf | undefined, days: number, today: string): string | null {
  if (!found) return `本计划要求推荐前在单位公示不少于 ${days} 个工作日，这位申报人还没有公示。`;
  if (found.upheld > 0) return '公示中的异议经核实影响推荐，不能审核通过。请退回或终止，并写明原因。';
  if (today <= found.until_day) return `公示到 ${found.until_day} 结束，次日起填写公示结果后才能推荐。`;
  if (found.result === null) return `公示已于 ${found.until_day} 结束，还没有填写公示结果，填写后才能推荐。`;
  if (found.open > 0) return `公示中有 ${found.open} 件异议还没有处理结果，填写处理结果后才能推荐。`;
  return null;
}

type Whose = Pick<DeclarationRow, 'id' | 'plan_id' | 'organisation_id'>;

/**
 * Where the publicity inside the unit stands (R15): asked for by the plan for so many working days, it is over, its
 * result is written down and nobody's objection is open.
 * @param days as the plan says; null: nothing is asked for, and nothing comes back
 * @param lock an objection that is being recorded at the same moment is waited for
 */
export async function publicityOf({
  db,
  row,
  days,
  lock = false,
}: {
  db: Database;
  row: Whose;
  days: number | null | undefined;
  lock?: boolean;
}): Promise<PublicityAtAudit | null> {
  if (!days) return null;
  const own = () =>
    db('unit_notice as n')
      .join('unit_notice_person as p', 'p.notice_id', 'n.id')
      .where({ 'p.declaration_id': row.id, 'p.organisation_id': row.organisation_id });
  if (lock) await own().select('n.id').forShare('n');
  const said = (which: string) =>
    db.raw(
      `(select count(*)::int from unit_notice_objection o
        where o.notice_id = n.id and o.declaration_id = p.declaration_id and ${which}) as ??`,
      [which === 'upheld' ? 'upheld' : 'open'],
    );
  const found: NoticeOf | undefined = await own().first(
    ...['n.id', 'n.from_day', 'n.until_day', 'n.result'],
    said('upheld'),
    said('settled_at is null'),
  );
  const clock = await db.select(db.raw('zc_now() as now')).first();
  return {
    days,
    ...{ from: found?.from_day ?? null, until: found?.until_day ?? null, result: found?.result ?? null },
    missing: missingOf(found, days, shanghaiDay(clock.now)),
    mendAt: found ? `${NOTICES}/${found.id}` : `${NOTICES}/new?plan=${row.plan_id}`,
  };
}

export const publicityIssues = (publicity: PublicityAtAudit | null): ErrorIssue[] =>
  publicity?.missing ? [issue('publicity', publicity.missing, { path: 'publicity', mendAt: publicity.mendAt })] : [];
