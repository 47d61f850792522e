import { useNavigate, useSearchParams } from '@remix-run/react';
import { isBlank, type Raw } from '@zhicheng/series-kit';
import { useEffect, useState } from 'react';
import { spoken } from '../../beijing-time.ts';
import { ErrorSummary } from '../../components/error-summary.tsx';
import { FlowLog } from '../../components/flow-log.tsx';
import { Note } from '../../components/note.tsx';
import { SessionExpired } from '../../components/session-expired.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { useFrame } from '../../frames/use-frame.ts';
import { WorkbenchFrame } from '../../frames/workbench-frame.tsx';
import { RestoredNote } from '../../render/restored-note.tsx';
import type { FieldIssue, Refusal } from '../../refusal.ts';
import { Changes, changedSections } from '../marks/changes.tsx';
import { DraftMarks, MarkBar } from '../marks/mark-bar.tsx';
import { MarkingProvider, useMarking } from '../marks/marking.tsx';
import { CaseSections } from './case-sections.tsx';
import { ClaimActs, isAboutHandOver, type Colleagues } from './claim-acts.tsx';
import { DecideDialog } from './decide-dialog.tsx';
import { DecidedNote, type Decided } from './decided-note.tsx';
import { DecisionBar } from './decision-bar.tsx';
import { EvidencePane, EvidenceProvider } from './evidence.tsx';
import { asRow } from './field-rows.tsx';
import { KeyHints, KeysDialog } from './keys-dialog.tsx';
import { logRounds } from './log-rounds.ts';
import type { Phrases } from './quick-reasons.tsx';
import { missingSlots, Recommendation, slotsOf } from './recommendation.tsx';
import { faceOfProcess } from './state.ts';
import { shownOf } from './subjects.tsx';
import type { Subject, TaskView } from './types.ts';
import { useDecision } from './use-decision.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { Days, wholeDays } from './waiting.tsx';

type Props = {
  task: TaskView;
  subject: Subject;
  decided: Decided | null;
  phrases: Phrases;
  colleagues: Colleagues;
  refusal?: Refusal;
};

const NO_ISSUES: readonly FieldIssue[] = [];

/** 主管部门审核，由您于 9 月 9 日 09:10 领取 */
function claimLine({ nodeLabel, holder }: TaskView): string {
  if (!holder) return nodeLabel;
  const claimed = `${nodeLabel}，由${holder.me ? '您' : holder.name}于 ${spoken(holder.at)} 领取`;
  return holder.delegated ? `${claimed}，您受托办理` : claimed;
}

/** What is still to be uploaded before the employer may pass a declaration; null where nothing is asked. */
function missingOf(subject: Subject, task: TaskView, given: Raw, quota: Raw): string[] {
  if (subject.kind !== 'declaration' || task.node !== 'employer' || !task.open) return [];
  const chosen = !subject.view.quota || !isBlank(quota.occupies);
  const publicised = !subject.view.publicity?.missing;
  return [
    ...(publicised ? [] : ['单位公示']),
    ...missingSlots(slotsOf(subject.view), given),
    ...(chosen ? [] : ['是否占用职数']),
  ];
}

const uploadsOf = (subject: Subject): Raw =>
  subject.kind === 'declaration' ? asRow(subject.view.recommendation?.uploads) : {};

/** Who has it since when, how long it has waited here, and what its holder may do with it. */
function Claim({ task, now, ...rest }: { task: TaskView; now: Date; colleagues: Colleagues; refusal?: Refusal }) {
  return (
    <>
      {claimLine(task)}
      {task.open && (
        <>
          ，
          <Days days={wholeDays(task.waitingSince, now)} prefix="已等 " />
        </>
      )}{' '}
      <ClaimActs task={task} {...rest} />
    </>
  );
}

type CaseTab = 'detail' | 'changes' | 'recommendation' | 'flow';

const TABS = ['changes', 'recommendation', 'flow'] as const;

/** Something to compare with, or marks of before. */
const hasChanges = (subject: Subject): boolean =>
  subject.kind === 'declaration' && (subject.difference !== null || subject.marks.earlier.length > 0);

function CaseTabs({ subject, missing, current }: { subject: Subject; missing: number; current: CaseTab }) {
  return (
    <Tabs
      label="审核"
      current={current === 'detail' ? '' : current}
      items={[
        { label: '详情', value: '' },
        ...(subject.kind === 'declaration' && hasChanges(subject)
          ? [{ label: `本轮改动（${changedSections(subject.difference)} 个栏目）`, value: 'changes' }]
          : []),
        ...(subject.kind === 'declaration'
          ? [{ label: missing > 0 ? `单位推荐意见（缺 ${missing} 项）` : '单位推荐意见', value: 'recommendation' }]
          : []),
        { label: '流程', value: 'flow' },
      ]}
    />
  );
}

function Refused({ refusal, again }: { refusal?: Refusal; again(): void }) {
  if (!refusal) return null;
  if (refusal.code === 'EXPIRED') return <SessionExpired onRetry={again} />;
  return (
    <ErrorSummary
      message={refusal.issues.length === 0 ? refusal.message : undefined}
      issues={refusal.issues}
      round={refusal}
    />
  );
}

/** A refusal about an upload leads to the tab where it can be mended. */
function useTabOfRefusal(refusal: Refusal | undefined) {
  const navigate = useNavigate();
  const elsewhere = refusal?.issues.some(({ path }) => /^(recommendation|quota|publicity)/.test(path)) ?? false;
  useEffect(() => {
    if (elsewhere) navigate('?tab=recommendation', { replace: true, preventScrollReset: true });
  }, [refusal, elsewhere, navigate]);
}

/** One case under audit (AH-31.08, AH-33.06, AH-34.03): head, what was handed in, the decision. */
export function Workbench(props: Props) {
  const { subject } = props;
  return (
    <MarkingProvider drafts={subject.kind === 'declaration' ? subject.marks.drafts : []}>
      <Bench {...props} />
    </MarkingProvider>
  );
}

/** A superior did not let it pass (SM-DECL.09): who, and what he said. */
function PutBack({ putBack }: Pick<TaskView, 'putBack'>) {
  if (!putBack) return null;
  return (
    <Note face="back" title={`上级审核不通过：${putBack.organisationName}（${putBack.nodeLabel}）`}>
      <p className="pre">{putBack.opinion}</p>
      <p>请退回补充材料，或核对后写明意见，再次提交上级。</p>
    </Note>
  );
}

function Bench({ task, subject, decided, phrases, colleagues, refusal }: Props) {
  const marking = useMarking();
  const [query] = useSearchParams();
  const tab = TABS.find((known) => known === query.get('tab')) ?? 'detail';
  const now = new Date(useFrame().serverNow);
  const decision = useDecision(task.taskId, refusal, uploadsOf(subject));
  const { title, person, line, sections } = shownOf(subject);
  const missing = missingOf(subject, task, decision.recommendation, decision.quota);
  const reading = query.has('read');
  const uploading = task.node === 'employer' && task.open && task.whyNot === null;
  useTabOfRefusal(refusal);
  const addressOf = (id: string | null) => (id ? `/work/tasks/${id}` : null);
  const others = { previous: addressOf(task.previousTaskId), next: addressOf(task.nextTaskId), ...task.place };
  const [keys, setKeys] = useState(false);
  const mayPass = task.open && !reading && !task.whyNot && missing.length === 0;
  useShortcuts({ ...others, pass: () => mayPass && decision.ask('pass'), help: () => setKeys(true) });
  return (
    <EvidenceProvider>
      <WorkbenchFrame
        back={{ to: '/work/tasks', label: '返回任务中心' }}
        neighbours={others}
        title={title}
        claim={<Claim task={task} now={now} colleagues={colleagues} refusal={refusal} />}
        subject={
          <>
            {line}{' '}
            <StateTag face={faceOfProcess(task.state)}>
              {task.round > 1 ? `第 ${task.round} 轮，${task.stateLabel}` : task.stateLabel}
            </StateTag>
          </>
        }
        tabs={<CaseTabs subject={subject} missing={missing.length} current={tab} />}
        decide={
          marking.on ? (
            <MarkBar phrases={phrases} />
          ) : (
            <DecisionBar
              task={task}
              decision={decision}
              reading={reading}
              hints={<KeyHints onMore={() => setKeys(true)} />}
              missing={missing.length > 0 ? `还缺${missing.join('、')}。请到“单位推荐意见”补齐。` : null}
            />
          )
        }
      >
        <div className="wbsaid">
          {decision.asking === null && !(refusal && isAboutHandOver(refusal)) && (
            <Refused refusal={refusal} again={decision.again} />
          )}
          {decided && !refusal && <DecidedNote decided={decided} />}
          {task.open && !task.whyNot && !reading && decision.kept.restored && (
            <RestoredNote at={decision.kept.restored.at} onRevert={decision.kept.revert} />
          )}
          {task.open && <PutBack putBack={task.putBack} />}
          {subject.kind === 'declaration' && tab === 'detail' && (
            <DraftMarks mayMark={task.open && !reading && task.whyNot === null} />
          )}
        </div>
        {subject.kind === 'declaration' && tab === 'changes' && (
          <div className="wbtab">
            <Changes difference={subject.difference} earlier={subject.marks.earlier} />
          </div>
        )}
        <div hidden={tab !== 'detail'}>
          <CaseSections
            sections={sections}
            files={subject.kind !== 'binding' && tab === 'detail'}
            more={subject.kind === 'declaration' ? { label: '单位推荐意见', to: '?tab=recommendation' } : undefined}
          />
        </div>
        {subject.kind === 'declaration' && (
          <div hidden={tab !== 'recommendation'}>
            <div className={uploading ? undefined : 'wb wb--rec'}>
              <div className="wbtab">
                <Recommendation
                  view={subject.view}
                  task={task}
                  decision={decision}
                  issues={refusal?.issues ?? NO_ISSUES}
                  editable={uploading}
                />
              </div>
              {!uploading && tab === 'recommendation' && <EvidencePane />}
            </div>
          </div>
        )}
        {tab === 'flow' && (
          <div className="wbtab">
            <FlowLog rounds={logRounds(task.log, person, now, task.kind)} />
          </div>
        )}
      </WorkbenchFrame>
      {decision.asking && (
        <DecideDialog
          kind={decision.asking}
          task={task}
          decision={decision}
          phrases={phrases}
          marked={marking.drafts.length}
          refusal={refusal}
        />
      )}
      <KeysDialog open={keys} onClose={() => setKeys(false)} />
    </EvidenceProvider>
  );
}
