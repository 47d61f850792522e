import { useLoaderData, type MetaFunction } from '@remix-run/react';
import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { dayOf } from '../beijing-time.ts';
import { NoticeList, WaitingPlans } from '../features/declarations/notice-list.tsx';
import { DeclarationsHead } from '../features/declarations/unit-declarations.tsx';
import { useFrame } from '../frames/use-frame.ts';
import { orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '单位公示 - 职称申报' }];

export async function loader({ context: { caller } }: LoaderFunctionArgs) {
  return orErrorPage(async () => {
    const [notices, waiting] = await Promise.all([caller.declarations.notices(), caller.declarations.newNotices()]);
    return { notices, waiting };
  });
}

/** 单位公示 (HN-05, R15): whom the unit is going to recommend, for five working days, and what came of it. */
export default function Notices() {
  const { notices, waiting } = useLoaderData<typeof loader>();
  const { serverNow } = useFrame();
  return (
    <>
      <DeclarationsHead current="notices" />
      <div className="stack">
        <p className="hint">
          推荐前在单位内公示申报人和申报材料，不少于 5
          个工作日。公示结束后填写结果，出具公示证明，在审核时作为“申报材料公示情况及说明”上传。
        </p>
        <WaitingPlans plans={waiting} />
        <NoticeList notices={notices} today={dayOf(serverNow)} />
      </div>
    </>
  );
}
