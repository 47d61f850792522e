import { useNavigation, useSubmit } from '@remix-run/react';
import type { Caller } from '@zhicheng/core';
import { useRef } from 'react';
import { Icon } from '../../components/icon.tsx';
import { newKey } from '../../new-key.ts';

type Asked = Parameters<Caller['documentOrders']['orderList']>[0]['asked'];

/** 导出: the list as it is filtered now, as XLSX; what becomes of it stands under 导出记录. Nothing of an empty list. */
export function ExportList({ asked, total }: { asked: Asked; total: number }) {
  const submit = useSubmit();
  const busy = useNavigation().state !== 'idle';
  // The same key while the same list is asked for, so that a double click makes one file.
  const kept = useRef<{ list: string; key: string }>();
  if (total === 0) return null;
  const send = () => {
    if (busy) return;
    const list = JSON.stringify(asked);
    if (kept.current?.list !== list) kept.current = { list, key: newKey() };
    submit({ list, idempotencyKey: kept.current.key }, { method: 'post', action: '/work/declarations/exports' });
  };
  return (
    <button type="button" className="btn btn--s" aria-busy={busy || undefined} onClick={send}>
      <Icon name="download" />
      导出表格
    </button>
  );
}
