import { plannedSections, type Verdict } from '@zhicheng/series-kit';
import { declarationFlow } from '@zhicheng/workflow';
import { pathFrom } from '../audit-path/resolve.ts';
import { issue } from '../errors.ts';
import { releaseAll } from '../library/pins.ts';
import { notify } from '../notifications/notify.ts';
import { releasePost } from '../post-quotas/occupy-post.ts';
import { startProcess } from '../tasks/start-process.ts';
import { bindFlow, type Move } from '../transition.ts';
import { openMarks, resolveMarks } from './checklist.ts';
import { mendLink } from './links.ts';
import { marksDue } from './marks.ts';
import { routeOf, whyNotDeclarant } from './may-declare.ts';
import type { DeclarationRow } from './model.ts';
import { beginningOf } from './resume.ts';
import { freeYear, planAllowsRemoval } from './plan-policies.ts';
import { seriesObjections } from './series-guards.ts';
import { freezeSnapshot } from './snapshot.ts';
import type { Submission } from './submit-declaration.ts';
import { whyClosed } from './window.ts';

type DeclarationMove = Move<DeclarationRow>;
const submissionOf = ({ input }: DeclarationMove): Submission => input.submission as Submission;

async function dossierReady(move: DeclarationMove) {
  const { draft, assessment } = submissionOf(move);
  if (assessment.ready) return [];
  const sections = plannedSections(draft.series, draft.data.template, draft.data.situation);
  return assessment.gaps.map((gap) => {
    const mend = gap.mend?.[0] ?? gap.parts.flatMap((part) => part.mend ?? [])[0];
    return issue('notReady', gapText(gap), { path: gap.path, mendAt: mendLink(move.row.id, sections, mend) });
  });
}

/** A choice says what each of its branches lacks. */
function gapText({ label, detail, choose, parts }: Verdict): string {
  const branches = choose === undefined ? [] : parts.map((part) => `${part.label}：${part.detail}`);
  return branches.length > 0 ? `${label}：${branches.join('；或')}` : `${label}：${detail}`;
}

/** Entries were approved when imported; a unit may have taken its audit back since. */
const picksUsable = async (move: DeclarationMove) =>
  submissionOf(move).draft.stale.map((section) =>
    issue('entryNotApproved', '有导入的业绩已不是“审核通过”，请移除后重新导入。', { path: `sections/${section}` }),
  );

const firstNode = (move: DeclarationMove) => ({
  node: 'employer' as const,
  organisationId: submissionOf(move).draft.row.organisation_id,
});

async function auditPathComplete(move: DeclarationMove) {
  if (pathFrom(submissionOf(move).edges, firstNode(move))) return [];
  return [issue('noPath', '您的单位还没有到本评委会的审核路径，暂不能提交。请单位联系所属人社部门配置审核树。')];
}

/** AH-32.06, with the number masked. */
async function startDeclarationAudit(move: DeclarationMove): Promise<void> {
  const { core, trx, actor, row } = move;
  const { draft, edges } = submissionOf(move);
  const { plan, data, title, specialty } = draft;
  const { applicant, seriesName } = data;
  const route = routeOf(plan, title.level);
  const { passes, first } = await beginningOf({ trx, draft: { ...draft, row }, edges, start: firstNode(move) });
  await startProcess({
    trx,
    actor,
    kind: 'declaration',
    subjectId: row.id,
    round: row.round + 1,
    flowType: '职称申报',
    flowName: `${applicant.unitName}-${applicant.name}身份证(${applicant.idNumberMasked})-申报${seriesName}系列-${specialty.name}专业-${title.name}职称`,
    applicantId: row.account_id,
    route,
    first,
    carrying: { core, passes },
  });
}

const notifying = (text: (move: DeclarationMove) => string) => async (move: DeclarationMove) =>
  notify({
    trx: move.trx,
    accountId: move.row.account_id,
    kind: 'declaration',
    text: text(move),
    link: `/declarations/${move.row.id}`,
  });

export const declarationBindings = bindFlow<DeclarationRow>(declarationFlow, 'declaration', {
  guards: {
    declarationWindowOpen: async (move) => {
      const { plan, now } = submissionOf(move).draft;
      return whyClosed(now, plan, move.row.state);
    },
    declarantMayDeclare: ({ core, trx, row, ...move }) =>
      whyNotDeclarant({
        ...{ core, db: trx, accountId: row.account_id },
        known: submissionOf({ core, trx, row, ...move }).declarant,
      }),
    picksUsable,
    dossierReady,
    seriesAgrees: (move) => seriesObjections(move.trx, submissionOf(move).draft),
    auditPathComplete,
    marksAnswered: (move) => openMarks(move.trx, { ...submissionOf(move).draft, row: move.row }),
    planAllowsRemoval,
  },
  effects: {
    freeYear,
    freezeSnapshot: (move) => freezeSnapshot(move, submissionOf(move), move.row.round + 1),
    resolveMarks: (move) => resolveMarks(move.trx, { ...submissionOf(move).draft, row: move.row }),
    startDeclarationAudit,
    marksDue: ({ trx, row }) => marksDue(trx, row.id, row.round),
    releasePicks: ({ trx, row }) => releaseAll({ trx, holderId: row.id }),
    freePost: ({ trx, actor, row }) => releasePost({ trx, actor, declarationId: row.id, because: '申报删除' }),
    notifySubmitted: notifying(({ row }) => `申报已提交，编号 ${row.record_no}，正在单位审核。`),
    notifyAdmitted: notifying(({ row }) => `申报 ${row.record_no} 已审核通过。`),
    notifyReturned: notifying(({ row, reason }) => `申报 ${row.record_no} 被退回：${reason}`),
    notifyTerminated: notifying(({ row, reason }) => `申报 ${row.record_no} 已终止：${reason}`),
  },
});
