import { useActionData, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { readChange } from '../change.ts';
import { AssignmentList } from '../features/assignments/assignment-list.tsx';
import { homeOf } from '../frames/menu.ts';
import { PageHead } from '../frames/page.tsx';
import { PublicFrame } from '../frames/public-frame.tsx';
import { asRefusal, attempt } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '切换身份 - 职称申报' }];

export async function loader({ context }: LoaderFunctionArgs) {
  const { active } = await context.frame();
  if (!active) throw redirect('/login?refused=expired&to=%2Fauth%2Fassignments');
  return null;
}

export async function action({ context: { caller }, request }: ActionFunctionArgs) {
  const { text } = await readChange(request);
  const assignmentId = text('assignmentId');
  return attempt(async () => {
    const { assignments } = await caller.identity.me();
    await caller.identity.switchAssignment({ assignmentId });
    const chosen = assignments.find(({ id }) => id === assignmentId);
    return redirect(homeOf(chosen?.role ?? 'applicant'));
  });
}

/** 切换身份: the same person in another capacity, without signing in again. */
export default function Assignments() {
  const refusal = asRefusal(useActionData<typeof action>());
  return (
    <PublicFrame>
      <PageHead title="切换身份" lead="不用重新登录。切换后，页面只显示新身份可办的事。" />
      <AssignmentList refusal={refusal} />
    </PublicFrame>
  );
}
