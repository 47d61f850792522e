import { useNavigate, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Countdown } from '../../../components/countdown.tsx';
import { Dock } from '../../../components/dock.tsx';
import { ErrorSummary } from '../../../components/error-summary.tsx';
import { Icon } from '../../../components/icon.tsx';
import { Link } from '../../../components/link.tsx';
import { Note } from '../../../components/note.tsx';
import { ReadinessList } from '../../../components/readiness-list.tsx';
import { SavedMark, type SaveState } from '../../../components/saved-mark.tsx';
import { Section } from '../../../components/section.tsx';
import { StateTag } from '../../../components/state-tag.tsx';
import { Steps } from '../../../components/steps.tsx';
import { PageHead } from '../../../frames/page.tsx';
import type { FieldIssue } from '../../../refusal.ts';
import { IssuesProvider } from '../../../render/issues.tsx';
import { AttachmentTable, attachmentsOf } from '../attachments.tsx';
import { beyondMarks } from '../../marks/beyond-marks.ts';
import { Checklist } from '../../marks/checklist.tsx';
import { DossierNav, DossierView, situationPairs } from '../dossier-view.tsx';
import { faceOf } from '../state.ts';
import { gapItems, metLabels, type GapItem } from './gaps.ts';
import { GroupBlock, groupId } from './group-block.tsx';
import { ImportDrawer } from './import-drawer.tsx';
import { groupsOf, nextStep, stepLabel, STEPS, type Candidates, type StepKey } from './plan-of-page.ts';
import { RefusalNote } from './refusal-note.tsx';
import { MendMarked } from './pick-version.tsx';
import { ReadinessSheet } from './readiness-sheet.tsx';
import { ReuseBanner } from './reuse-banner.tsx';
import type { Reusable, ReusePreview } from './reuse-choice.ts';
import { ReuseDrawer } from './reuse-drawer.tsx';
import { missingIn, SectionNav } from './section-nav.tsx';
import type { Choices } from './situation.tsx';
import { SubmitStep } from './submit-step.tsx';
import { useFill } from './use-fill.tsx';
import { useTarget } from './use-target.ts';

const NO_ISSUES: readonly FieldIssue[] = [];

type Props = {
  step: StepKey;
  choices: Choices;
  submissionKey: string;
  importing: { readonly section: string; readonly candidates: Candidates } | null;
  /** The last declaration, and what of it can be taken over once somebody asks. */
  reusable: Reusable | null;
  reuse: ReusePreview | null;
};

const missingOf = (gaps: readonly GapItem[], step?: string): number =>
  gaps.filter((gap) => gap.state === 'unmet' && (step === undefined || gap.step === step)).length;

function FillSteps({ step, gaps, base }: { step: StepKey; gaps: readonly GapItem[]; base: string }) {
  const noteOf = (key: StepKey): string => {
    if (key === 'overview') return '预览全部材料';
    if (key === 'submit') return '检测后提交';
    const count = missingOf(gaps, key);
    return count > 0 ? `还差 ${count} 项` : '已填完';
  };
  return (
    <Steps
      current={STEPS.findIndex(({ key }) => key === step)}
      steps={STEPS.map(({ key, label }) => ({
        label,
        to: `${base}?step=${key}`,
        note: noteOf(key),
        done: (key === 'personal' || key === 'achievements') && missingOf(gaps, key) === 0,
      }))}
    />
  );
}

/** What the last change was refused for, and text of an earlier visit. */
function Messages() {
  const { refusal, asked, flush, book, notes, said } = useFill();
  // Then the section asks which one to keep.
  const chosen = refusal?.code === 'CONFLICT' && book.conflicts.length > 0;
  return (
    <>
      <div className="vh" role="status">
        {said}
      </div>
      {refusal && asked && refusal.code === 'INVALID' && (
        <ErrorSummary message={refusal.message} issues={refusal.issues} round={refusal} />
      )}
      {refusal && !chosen && refusal.code !== 'INVALID' && (asked || refusal.code === 'EXPIRED') && (
        <RefusalNote refusal={refusal} onRetry={() => flush()} />
      )}
      {book.restored && (
        <div className="note restored" role="status">
          <p>已恢复上次没有保存的内容，还没有提交。</p>
          <button type="button" className="linkbtn" onClick={book.revert}>
            不要这些内容，用已保存的
          </button>
        </div>
      )}
      {book.elsewhere && (
        <Note face="back" live>
          <p>另一个窗口也在填写这份申报。这里还没有保存的文字只留在本机。请只用一个窗口填写，并点“保存”。</p>
        </Note>
      )}
      {notes.length > 0 && (
        <Note live>
          {notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </Note>
      )}
    </>
  );
}

type DockProps = { step: StepKey; missing: number; base: string; onNeed(): void };

/** Nothing typed yet is nothing unsaved. */
function Saved({ state, dirty }: { state: SaveState; dirty: boolean }) {
  if (dirty) return <SavedMark state={{ kind: 'idle' }} />;
  if (state.kind !== 'idle') return <SavedMark state={state} />;
  return (
    <span className="saved">
      <Icon name="save" />
      <span>
        草稿已保存，<b>尚未提交</b>
      </span>
    </span>
  );
}

function FillDock({ step, missing, base, onNeed }: DockProps) {
  const { save, refusal, flush, busy, book } = useFill();
  const navigate = useNavigate();
  const next = nextStep(step);
  const unread = Object.keys(book.drafts).length > 0 && save.kind !== 'saving' && save.kind !== 'failed';
  return (
    <Dock
      status={
        <>
          {refusal && refusal.issues.length > 0 && unread ? (
            <span className="saved saved--no">没有保存：有 {refusal.issues.length} 处需要更正</span>
          ) : (
            <Saved state={save} dirty={unread} />
          )}
          {missing > 0 && (
            <button type="button" className="linkbtn only-s nw dock__need" aria-haspopup="dialog" onClick={onNeed}>
              还差 {missing} 项
            </button>
          )}
        </>
      }
    >
      <button type="button" className="btn" aria-busy={busy || undefined} onClick={() => flush()}>
        保存
      </button>
      {next && (
        <button
          type="button"
          className="btn btn--go"
          aria-busy={busy || undefined}
          onClick={() => flush(() => navigate(`${base}?step=${next}`))}
        >
          保存并下一步
        </button>
      )}
    </Dock>
  );
}

/** 结果一览表 (AH-23): all attachments, then everything filled in. */
function Overview() {
  const { view, sections } = useFill();
  return (
    <div className="overview">
      <DossierNav sections={sections} />
      <div className="overview__all">
        <Section title="附件一览表" id="view-attachments">
          <AttachmentTable items={attachmentsOf(sections, view.data)} />
        </Section>
        <h2 className="overview__h">申报一览表</h2>
        <DossierView
          sections={sections}
          data={view.data}
          heading={situationPairs(view.data, view.card.interview, view.card.levelLabel)}
        />
      </div>
    </div>
  );
}

function Parts({
  step,
  choices,
  gaps,
}: {
  step: 'personal' | 'achievements';
  choices: Choices;
  gaps: readonly GapItem[];
}) {
  const { sections, assessment } = useFill();
  const groups = groupsOf(sections).filter((group) => group.step === step);
  return (
    <div className="fill">
      <SectionNav label={stepLabel(step)} groups={groups} gaps={gaps} />
      <div>
        {groups.map((group, index) => (
          <GroupBlock
            key={groupId(group)}
            group={group}
            choices={step === 'personal' && index === 0 ? choices : null}
            missing={missingIn(group, gaps, index === 0)}
          />
        ))}
      </div>
      <ReadinessList items={gaps} met={metLabels(assessment)} />
    </div>
  );
}

/** What was marked with the return, step by step worked through here. */
function ReturnedMarks() {
  const { view, sections, send, busy } = useFill();
  return (
    <Checklist
      items={view.checklist}
      sections={sections}
      declarationId={view.card.id}
      answering={
        view.closed.length === 0
          ? { busy, send: (markId, answer) => send('answerMark', { markId, answer }) }
          : undefined
      }
      mending={view.closed.length === 0 ? (entry, label) => <MendMarked entry={entry} name={label} /> : undefined}
    />
  );
}

/** 填写申报信息 (AH-19..AH-24). */
export function FillPage({ step, choices, submissionKey, importing, reusable, reuse }: Props) {
  const { view, sections, assessment, refusal } = useFill();
  const [query] = useSearchParams();
  const [sheet, setSheet] = useState(false);
  useTarget();
  const { card, closed } = view;
  const base = `/declarations/${card.id}/fill`;
  const gaps = gapItems(assessment, sections, base);
  const words = card.returned && beyondMarks(card.returned.opinion, view.checklist);
  const planned = importing && sections.find(({ section }) => section.code === importing.section);
  return (
    <IssuesProvider refused={refusal?.code === 'INVALID' ? refusal.issues : NO_ISSUES}>
      <PageHead
        title={
          <>
            填写申报信息{' '}
            <StateTag face={faceOf(card.state)} large>
              {card.stateLabel}
            </StateTag>
          </>
        }
        lead={`${card.planName}，${card.specialty}，${card.title}`}
        aside={<Countdown until={card.workUntil.toISOString()} label={card.returned ? '距重新提交截止' : undefined} />}
      />
      {closed.length > 0 && (
        <Note face="error" title="已不能修改">
          {closed.map((words) => (
            <p key={words}>{words}</p>
          ))}
          <p>
            <Link to={`/declarations/${card.id}`}>查看申报记录</Link>
          </p>
        </Note>
      )}
      {card.returned && (
        <Note face="back" title={`${card.returned.by}退回了申报，请修改后重新提交`}>
          {words && <p className="pre">{words}</p>}
          <p>业绩需要改的：在该条点“修改并重新送审”，单位审核通过新版本后自动换上，之前仍用原来的版本。</p>
        </Note>
      )}
      <ReturnedMarks />
      <FillSteps step={step} gaps={gaps} base={base} />
      <Messages />
      {reusable && closed.length === 0 && step === 'personal' && <ReuseBanner source={reusable} />}
      {(step === 'personal' || step === 'achievements') && <Parts step={step} choices={choices} gaps={gaps} />}
      {step === 'overview' && <Overview />}
      {step === 'submit' && <SubmitStep submissionKey={submissionKey} />}
      {closed.length === 0 && step !== 'submit' && (
        <FillDock step={step} missing={missingOf(gaps)} base={base} onNeed={() => setSheet(true)} />
      )}
      <ReadinessSheet open={sheet} onClose={() => setSheet(false)} items={gaps} met={metLabels(assessment)} />
      {query.has('reuse') && closed.length === 0 && <ReuseDrawer preview={reuse} />}
      {importing && closed.length === 0 && planned?.section.kind === 'pick' && (
        <ImportDrawer planned={planned} section={planned.section} candidates={importing.candidates} />
      )}
    </IssuesProvider>
  );
}
