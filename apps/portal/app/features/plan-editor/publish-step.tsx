import { Form, useNavigation } from '@remix-run/react';
import { useState } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Link } from '../../components/link.tsx';
import { Note } from '../../components/note.tsx';
import { WhyButton } from '../../components/why-button.tsx';
import type { Refusal } from '../../refusal.ts';
import type { EditorView } from './types.ts';

function Issues({ issues }: { issues: Refusal['issues'] }) {
  return (
    <ol className="summary">
      {issues.map(({ path, message, mendAt }, index) => (
        <li key={`${path}-${index}`}>{mendAt ? <Link to={mendAt}>{message}</Link> : message}</li>
      ))}
    </ol>
  );
}

function reasonFor(view: EditorView, dirty: boolean): string | null {
  if (dirty) return '有修改还没有保存。请先点“保存草稿”。';
  if (view.issues.length > 0) return `还有 ${view.issues.length} 处需要补充或更正，列在上面。`;
  if (view.published && !view.changed) return '没有待发布的修改。';
  return null;
}

type Hidden = { intent: string; view: EditorView; label: string; go?: boolean };

function Act({ intent, view, label, go = false }: Hidden) {
  return (
    <Form method="post" action={`/work/plans/${view.id}`}>
      <input type="hidden" name="expectedVersion" value={view.version} />
      <button className={go ? 'btn btn--go' : 'btn'} name="intent" value={intent}>
        {label}
      </button>
    </Form>
  );
}

/** 检查与发布 (GP.90): what is missing, each with the place to mend it; then the plan is public. */
export function PublishStep({ view, dirty, refusal }: { view: EditorView; dirty: boolean; refusal?: Refusal }) {
  const [open, setOpen] = useState(false);
  const busy = useNavigation().state !== 'idle';
  const label = view.published ? '发布修改' : '发布';
  return (
    <div className="kitform">
      {refusal && !busy && (
        <div className="note note--error" role="alert">
          <p>{refusal.message}</p>
          <Issues issues={refusal.issues} />
        </div>
      )}
      {view.issues.length > 0 ? (
        <Note face="back" title={`发布前还有 ${view.issues.length} 处需要补充或更正`}>
          <Issues issues={view.issues} />
        </Note>
      ) : (
        <Note title="可以发布">
          <p>内容完整，审核树通到本评委会的组建单位。发布前请先预览。</p>
        </Note>
      )}
      {view.published && (
        <p className="measure">
          计划现在是第 {view.planVersion} 版。发布修改后成为新的一版：之后的申报按新版，已有的申报仍按申报时的那一版。
        </p>
      )}
      <div className="acts">
        <Link className="btn" to={`/work/plans/${view.id}/preview`}>
          预览
        </Link>
        <WhyButton type="button" className="btn btn--go" reason={reasonFor(view, dirty)} onClick={() => setOpen(true)}>
          {label}
        </WhyButton>
        {view.changed && <Act intent="dropChanges" view={view} label="放弃修改" />}
      </div>
      <ConfirmDialog
        open={open}
        onClose={() => setOpen(false)}
        title={label}
        confirm={<Act intent="publish" view={view} label={`确认${label}`} go />}
      >
        <p>
          {view.published
            ? '修改对之后的申报立即生效，所有人都能看到。'
            : '发布后所有人都能看到本计划，到申报开始时间即可申报。发布后不能撤回为草稿，时间只能延后。'}
        </p>
      </ConfirmDialog>
    </div>
  );
}
