import { useNavigation, useSubmit } from '@remix-run/react';
import type { Caller } from '@zhicheng/core';
import { useState } from 'react';
import type { Entity } from '@zhicheng/series-kit';
import { minuteOf } from '../../beijing-time.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Link } from '../../components/link.tsx';
import { Note } from '../../components/note.tsx';
import { WhyButton } from '../../components/why-button.tsx';
import { useFrame } from '../../frames/use-frame.ts';
import { newKey } from '../../new-key.ts';
import { useLookAgain } from '../imports/use-look-again.ts';
import type { useTicked } from './use-ticked.ts';

export type Submissions = NonNullable<Awaited<ReturnType<Caller['library']['submissions']>>>;

type BarProps = {
  entity: Entity;
  selection: ReturnType<typeof useTicked>;
  /** Drafts and returned entries that are found. */
  submittable: number;
  /** Why nothing can be submitted now. */
  why: string | null;
};

/** 当前表格已选择 N 项 清空 and 批量提交 (AH-14.04, AH-14.05, MS.14); the choice lasts over the pages. */
export function SubmitBar({ entity, selection, submittable, why }: BarProps) {
  const [asked, setAsked] = useState<string | null>(null);
  const submit = useSubmit();
  const busy = useNavigation().state !== 'idle';
  const { count, ticked, everything } = selection;
  const send = () => {
    if (busy || asked === null) return;
    submit(
      { intent: 'submitMany', raw: JSON.stringify(ticked), idempotencyKey: asked },
      { method: 'post', preventScrollReset: true },
    );
    selection.clear();
    setAsked(null);
  };
  // Nothing here could be submitted: then there is nothing to choose either.
  if (submittable === 0 && count === 0) return null;
  const reason = why ?? (count === 0 ? '请先勾选要提交的条目。' : null);
  return (
    <div className="bulk">
      <span role="status">
        当前表格已选择 <b>{count}</b> 项
      </span>
      {count > 0 && (
        <button type="button" className="linkbtn" onClick={selection.clear}>
          清空
        </button>
      )}
      {!everything && submittable > count && (
        <button type="button" className="linkbtn" onClick={selection.tickFound}>
          选择全部可提交的 {submittable} 条
        </button>
      )}
      <span className="muted small">{selection.picking.why}</span>
      <div className="acts">
        <WhyButton type="button" className="btn btn--go" reason={reason} onClick={() => setAsked(newKey())}>
          批量提交
        </WhyButton>
      </div>
      <ConfirmDialog
        open={asked !== null}
        onClose={() => setAsked(null)}
        title={`批量提交 ${count} 条${entity.label}？`}
        confirm={
          <button type="button" className="btn btn--go" aria-busy={busy || undefined} onClick={send}>
            确认提交 {count} 条
          </button>
        }
      >
        <p>提交后由单位审核，审核期间不能修改。在后台逐条提交，可以离开页面，办完后会通知您。</p>
      </ConfirmDialog>
    </div>
  );
}

const TOLD_FOR_MS = 10 * 60_000;

/** How the latest 批量提交 goes, and what of it could not be submitted. */
export function SubmissionsNote({ entity, latest }: { entity: Entity; latest: Submissions }) {
  const { id, total, done, failed, failures, finished, createdAt } = latest;
  useLookAgain(!finished);
  const now = new Date(useFrame().serverNow).getTime();
  if (finished && failed === 0 && now - createdAt.getTime() > TOLD_FOR_MS) return null;
  if (!finished)
    return (
      <Note live>
        <p>
          正在批量提交：已办 {done + failed} 条，共 {total} 条……可以先做别的，办完后会通知您。
        </p>
        <progress aria-label="正在批量提交" value={done + failed} max={total} />
      </Note>
    );
  return (
    <Note face={failed > 0 ? 'back' : 'info'} live>
      <p>
        {minuteOf(createdAt)} 的批量提交已办完：提交 {done} 条{failed > 0 ? `，${failed} 条没有提交：` : '。'}
      </p>
      {failed > 0 && (
        <ul key={id}>
          {failures.map(({ entryId, title, reason }) => (
            <li key={entryId}>
              <Link to={`/library/${entity.code}/${entryId}/edit`}>{title || entity.label}</Link>：{reason}
            </li>
          ))}
          {failed > failures.length && <li>还有 {failed - failures.length} 条，改好前面的再提交时会列出。</li>}
        </ul>
      )}
    </Note>
  );
}
