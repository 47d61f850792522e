import { useActionData, useLoaderData, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { readChange } from '../change.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { chosenIn, NoticeForm } from '../features/declarations/notice-form.tsx';
import { Breadcrumbs, PageHead } from '../frames/page.tsx';
import { asRefusal, attempt, orErrorPage } from '../refusal.ts';
import { unlessExpired } from '../revalidation.ts';

export const meta: MetaFunction = () => [{ title: '新增公示 - 职称申报' }];

export const shouldRevalidate = unlessExpired;

const LIST = '/work/declarations/notices';
const planIn = (request: Request): string | null => new URL(request.url).searchParams.get('plan');

export async function loader({ context: { caller }, request }: LoaderFunctionArgs) {
  return orErrorPage(async () => {
    const plans = await caller.declarations.newNotices();
    return { waiting: plans.find(({ planId }) => planId === planIn(request)) ?? null };
  });
}

export async function action({ context: { caller }, request }: ActionFunctionArgs) {
  const { raw, idempotencyKey } = await readChange(request);
  const { people: _people, ...fields } = raw;
  return attempt(async () => {
    const { id } = await caller.declarations.createNotice({
      ...{ planId: planIn(request) ?? '', raw: fields, declarationIds: chosenIn(raw), idempotencyKey },
    });
    return redirect(`${LIST}/${id}`);
  });
}

/** 新增公示 under one plan. */
export default function NewNotice() {
  const { waiting } = useLoaderData<typeof loader>();
  const refusal = asRefusal(useActionData<typeof action>());
  return (
    <>
      <Breadcrumbs
        trail={[
          { label: '首页', to: '/work' },
          { label: '职称申报', to: '/work/declarations' },
          { label: '单位公示', to: LIST },
          { label: '新增公示' },
        ]}
      />
      <PageHead title="新增公示" lead={waiting?.planName} />
      {waiting ? (
        <NoticeForm waiting={waiting} refusal={refusal} />
      ) : (
        <EmptyState>这个评审计划没有可以公示的申报，或者都已经公示过。</EmptyState>
      )}
    </>
  );
}
