import type { Caller } from '@zhicheng/core';

export type Candidate = Awaited<ReturnType<Caller['tasks']['batchCandidates']>>[number];

/** What will be done and what will not, by name; a long list scrolls in its own box. */
export function CandidateList({ candidates }: { candidates: readonly Candidate[] }) {
  const tried = candidates.filter(({ skip }) => skip === null);
  const left = candidates.filter(({ skip }) => skip !== null);
  const claimed = tried.filter(({ claimsFirst }) => claimsFirst).length;
  return (
    <>
      <p role="status">
        将办理 <b>{tried.length}</b> 件{left.length > 0 && `，${left.length} 件不办理`}。
        {claimed > 0 && `其中 ${claimed} 件还没有人领取，会先由您领取再办理。`}
      </p>
      {tried.length > 0 && (
        <ol className="named" aria-label="将办理的事项" tabIndex={0}>
          {tried.map(({ taskId, flowName }) => (
            <li key={taskId}>{flowName}</li>
          ))}
        </ol>
      )}
      {left.length > 0 && (
        <ul className="named" aria-label="不办理的事项和原因" tabIndex={0}>
          {left.map(({ taskId, flowName, skip }) => (
            <li key={taskId}>
              {flowName}：<b>{skip}</b>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
