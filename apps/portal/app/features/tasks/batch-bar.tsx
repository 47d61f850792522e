import { useState } from 'react';
import { BulkBar } from '../../components/bulk-bar.tsx';
import { BatchDialog, type BatchKind } from './batch-dialog.tsx';

type Props = { taskIds: readonly string[]; kind: BatchKind; why: string; onClear(): void };

/** Above a list once something is ticked: 批量审核 (AH-31.02) or 批量领取. */
export function BatchBar({ taskIds, kind, why, onClear }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <BulkBar count={taskIds.length} onClear={onClear} why={why}>
        <button type="button" className="btn btn--go" onClick={() => setOpen(true)}>
          {kind === 'claim' ? '批量领取' : '批量审核'}
        </button>
      </BulkBar>
      {open && <BatchDialog taskIds={taskIds} kind={kind} onClose={() => setOpen(false)} />}
    </>
  );
}
