import type { Caller } from '@zhicheng/core';
import { StateTag } from '../../components/state-tag.tsx';

export type Binding = Awaited<ReturnType<Caller['organisations']['bindingStatus']>>;

/** 工作单位 with where its approval stands (AH-03.10): the approved one, and the one that is asked. */
export function WorkUnit({ binding: { approved, pending, lastReturned } }: { binding: Binding }) {
  return (
    <span className="workunit">
      {approved && (
        <span>
          {approved.organisationName} <StateTag face="pass">审核通过</StateTag>
        </span>
      )}
      {pending && (
        <span>
          {pending.organisationName} <StateTag face="audit">待审核</StateTag>
        </span>
      )}
      {!approved && !pending && <span>{lastReturned ? '未绑定' : '未绑定单位'}</span>}
      {lastReturned && !pending && (
        <span>
          {lastReturned.organisationName} <StateTag face="back">退回</StateTag>
        </span>
      )}
    </span>
  );
}
