import { Form, useNavigation } from '@remix-run/react';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import type { Entry } from './entry-list.tsx';
import { MOVE_WORDS, type Move } from './row-acts.tsx';

const CONSEQUENCES: Readonly<Record<Move, string>> = {
  withdraw: '撤回后变为“编辑中”，修改后须重新提交，由单位重新审核；审核通过之前不能导入申报。',
  adjust: '调整后变为“编辑中”，改好后须重新提交，由单位重新审核；审核通过之前不能导入申报。',
  discard: '这次的修改不再保留，恢复为单位已审核通过的版本。',
  remove: '删除后不能恢复，须重新录入。',
};

type Props = { asked: { move: Move; entry: Entry; name: string } | null; onClose(): void };

/** Asks before an entry is withdrawn, adjusted or removed; the list's action does it. */
export function MoveDialog({ asked, onClose }: Props) {
  const busy = useNavigation().state !== 'idle';
  const move = asked?.move ?? 'remove';
  return (
    <ConfirmDialog
      open={asked !== null}
      onClose={onClose}
      title={`${MOVE_WORDS[move]}“${asked?.name ?? ''}”？`}
      confirm={
        <Form method="post" preventScrollReset>
          <input type="hidden" name="id" value={asked?.entry.id ?? ''} />
          <input type="hidden" name="expectedVersion" value={asked?.entry.version ?? ''} />
          <button
            className={move === 'remove' ? 'btn btn--danger' : 'btn btn--go'}
            name="intent"
            value={move}
            aria-busy={busy}
          >
            {MOVE_WORDS[move]}
          </button>
        </Form>
      }
    >
      <p>{CONSEQUENCES[move]}</p>
    </ConfirmDialog>
  );
}
