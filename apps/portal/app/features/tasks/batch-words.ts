import type { Caller } from '@zhicheng/core';

export type Batch = Awaited<ReturnType<Caller['tasks']['batch']>>;
export type BatchLine = Awaited<ReturnType<Caller['tasks']['batches']>>[number];

export const BATCH_LABEL: Readonly<Record<BatchLine['action'], string>> = {
  pass: '批量通过',
  return: '批量退回',
  claim: '批量领取',
};

/** Rows that have had their turn, left-out ones included. */
export const settledOf = ({ done, failed, skipped }: BatchLine): number => done + failed + skipped;

/** 办成 3 件，没有办理 1 件 */
export function resultOf({ done, failed, skipped }: BatchLine): string {
  const rest = failed + skipped;
  return rest > 0 ? `办成 ${done} 件，没有办理 ${rest} 件` : `办成 ${done} 件`;
}
