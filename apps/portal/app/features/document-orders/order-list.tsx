import { useRevalidator } from '@remix-run/react';
import type { Caller } from '@zhicheng/core';
import { useEffect, useRef } from 'react';
import { minuteOf } from '../../beijing-time.ts';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { StateTag, type StateFace } from '../../components/state-tag.tsx';

export type Order = Awaited<ReturnType<Caller['documentOrders']['list']>>[number];

const EVERY_MS = 2000;

const STATES: Readonly<Record<Order['state'], readonly [StateFace, string]>> = {
  making: ['audit', '生成中'],
  ready: ['pass', '可下载'],
  failed: ['back', '未能生成'],
  expired: ['draft', '已过期'],
};

/** Looks again while something is made and somebody looks. */
function useFollowing(running: boolean): void {
  const { revalidate } = useRevalidator();
  const again = useRef(revalidate);
  again.current = revalidate;
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => document.visibilityState === 'visible' && again.current(), EVERY_MS);
    return () => clearInterval(timer);
  }, [running]);
}

const sizeOf = (bytes: number) =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

function Standing({ state, done, total, problem, bytes, keptUntil, name }: Order) {
  if (state === 'making')
    return (
      <>
        <progress className="batchbar" aria-label={`${name}的进度`} value={done} max={Math.max(total, 1)} />
        {total === 0 ? ' 等待生成' : ` ${done} / ${total}`}
      </>
    );
  if (state === 'failed') return <>{problem}</>;
  if (state === 'expired') return <>文件已过保存期，请重新导出。</>;
  return (
    <>
      {bytes === null ? '' : `${sizeOf(bytes)}，`}
      {keptUntil === null ? '' : `保存到 ${minuteOf(keptUntil)}`}
    </>
  );
}

const columns: readonly Column<Order>[] = [
  { key: 'name', head: '文件', cell: ({ name }) => name, phone: 'lead' },
  { key: 'at', head: '导出时间', cell: ({ createdAt }) => minuteOf(createdAt), phone: 'pair', nowrap: true },
  {
    key: 'state',
    head: '状态',
    cell: ({ state }) => <StateTag face={STATES[state][0]}>{STATES[state][1]}</StateTag>,
    phone: 'state',
    nowrap: true,
  },
  { key: 'standing', head: '说明', cell: (order) => <Standing {...order} />, phone: 'pair' },
  {
    key: 'acts',
    head: '操作',
    cell: ({ id, state, name }) =>
      state === 'ready' ? (
        <a className="nw" href={`/documents/${id}`}>
          下载<span className="vh">：{name}</span>
        </a>
      ) : (
        '-'
      ),
    phone: 'ops',
  },
];

/** What one had made: how far it is, then the file until its time is over. */
export function OrderList({ orders }: { orders: readonly Order[] }) {
  const running = orders.some(({ state }) => state === 'making');
  useFollowing(running);
  return (
    <>
      <p role="status" className="batchinfo">
        {running ? '正在生成，可以离开本页，完成后在消息中通知您。' : ''}
      </p>
      <DataTable
        caption="导出记录"
        dense
        columns={columns}
        rows={orders}
        rowKey={({ id }) => id}
        empty={<EmptyState>还没有导出过文件。</EmptyState>}
      />
    </>
  );
}
