import { Link, useSearchParams } from '@remix-run/react';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Dock } from '../../components/dock.tsx';
import { ErrorSummary } from '../../components/error-summary.tsx';
import { Note } from '../../components/note.tsx';
import { SessionExpired } from '../../components/session-expired.tsx';
import { Tabs } from '../../components/tabs.tsx';
import type { FieldIssue, Refusal } from '../../refusal.ts';
import { seriesOf } from '../../series.ts';
import { PoliciesStep } from './policies-step.tsx';
import { PublishStep } from './publish-step.tsx';
import { SectionsStep } from './sections-step.tsx';
import { SpecialtiesStep } from './specialties-step.tsx';
import { BasicsStep, ContentStep, DatesStep, ScopeStep } from './steps.tsx';
import { EDITOR_STEPS, type EditorStep, type EditorView } from './types.ts';
import { usePlanDraft } from './use-plan-draft.ts';

const stepOf = (issue: FieldIssue): string => new URLSearchParams(issue.mendAt?.split('?')[1]).get('step') ?? '';

function Leave({ blocker }: { blocker: ReturnType<typeof usePlanDraft>['blocker'] }) {
  return (
    <ConfirmDialog
      open={blocker.state === 'blocked'}
      onClose={() => blocker.state === 'blocked' && blocker.reset()}
      title="有修改还没有保存"
      cancel="留在本页"
      confirm={
        <button type="button" className="btn" onClick={() => blocker.state === 'blocked' && blocker.proceed()}>
          不保存，离开
        </button>
      }
    >
      <p>离开后，没有保存的修改会丢失。</p>
    </ConfirmDialog>
  );
}

type DockProps = { dirty: boolean; saving: boolean; saved: boolean; onSave(): void };

function SaveDock({ dirty, saving, saved, onSave }: DockProps) {
  const words = saving ? '正在保存…' : dirty ? '有修改还没有保存' : saved ? '草稿已保存，尚未发布' : '没有未保存的修改';
  return (
    <Dock
      status={
        <span className="saved" role="status">
          {words}
        </span>
      }
    >
      <button type="button" className="btn" onClick={onSave} aria-busy={saving || undefined}>
        保存草稿
      </button>
    </Dock>
  );
}

/** The plan editor (GP.54): steps over one draft, saved whenever one likes. */
export function PlanEditor({ view, refusal }: { view: EditorView; refusal?: Refusal }) {
  const [query] = useSearchParams();
  const step: EditorStep = EDITOR_STEPS.find(([code]) => code === query.get('step'))?.[0] ?? 'basics';
  const { draft, change, save, dirty, saving, saved, blocker, ...form } = usePlanDraft(view);
  const series = view.pluginCode === null ? null : seriesOf(view.pluginCode);
  const wrong = form.refusal?.issues ?? [];
  const props = { view, draft, change, issues: wrong, series };
  const open = (code: string) => view.issues.filter((issue) => stepOf(issue) === code).length;
  return (
    <>
      <Tabs
        label="编辑步骤"
        param="step"
        current={step === 'basics' ? '' : step}
        items={EDITOR_STEPS.map(([code, label]) => ({
          label: open(code) > 0 ? `${label}（缺 ${open(code)}）` : label,
          value: code === 'basics' ? '' : code,
        }))}
      />
      {form.refusal?.code === 'EXPIRED' && <SessionExpired onRetry={save} />}
      {form.refusal && form.refusal.code !== 'EXPIRED' && !saving && (
        <ErrorSummary message={form.refusal.message} issues={wrong} round={form.refusal} />
      )}
      {form.refusal?.code === 'CONFLICT' && !saving && (
        <Note face="back">
          您填写的内容还在本页。
          <Link to={`/work/plans/${view.id}?step=${step}`} reloadDocument>
            重新载入已保存的内容
          </Link>
          后再改。
        </Note>
      )}
      {!view.editable && <Note>计划{view.stateLabel}，只能查看。</Note>}
      {step === 'basics' && <BasicsStep {...props} />}
      {step === 'dates' && <DatesStep {...props} />}
      {step === 'scope' && <ScopeStep {...props} />}
      {step === 'specialties' && <SpecialtiesStep {...props} />}
      {step === 'content' && <ContentStep {...props} />}
      {step === 'sections' && <SectionsStep {...props} />}
      {step === 'policies' && <PoliciesStep {...props} />}
      {step === 'publish' && <PublishStep view={view} dirty={dirty} refusal={refusal} />}
      {view.editable && <SaveDock {...{ dirty, saving, saved }} onSave={save} />}
      <Leave blocker={blocker} />
    </>
  );
}
