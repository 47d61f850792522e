import { useLoaderData, type MetaFunction } from '@remix-run/react';
import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { AUDITOR_ROLES } from '@zhicheng/workflow';
import { WorkHome } from '../features/work/work-home.tsx';
import { orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '首页 - 职称申报' }];

const SHOWN = 10;

export async function loader({ context: { caller, frame } }: LoaderFunctionArgs) {
  const { active } = await frame();
  return orErrorPage(async () => {
    const unit = await caller.organisations.mine();
    if (!AUDITOR_ROLES.some((role) => role === active?.role)) return { unit, work: null };
    return { unit, work: await caller.tasks.list({ tab: 'todo', size: SHOWN }) };
  });
}

/** 首页 of those who audit (GP.65): what waits, then the rest in numbers. */
export default function Home() {
  return <WorkHome {...useLoaderData<typeof loader>()} />;
}
