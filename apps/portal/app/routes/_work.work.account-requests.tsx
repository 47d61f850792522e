import { useActionData, useLoaderData, useSearchParams, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { accountRequestFields } from '@zhicheng/core/forms';
import { readChange } from '../change.ts';
import { Note } from '../components/note.tsx';
import { Section } from '../components/section.tsx';
import { SettingsTabs } from '../features/organisations/settings-tabs.tsx';
import { RequestList } from '../features/accounts/request-list.tsx';
import { Breadcrumbs, PageHead } from '../frames/page.tsx';
import { useFrame } from '../frames/use-frame.ts';
import { asRefusal, attempt, orErrorPage } from '../refusal.ts';
import { KitForm } from '../render/form.tsx';
import { loadSources } from '../render/load-sources.ts';
import { unlessExpired } from '../revalidation.ts';

export const meta: MetaFunction = () => [{ title: '申请内置账号 - 管理设置' }];

export const shouldRevalidate = unlessExpired;

export async function loader({ context: { caller } }: LoaderFunctionArgs) {
  return orErrorPage(async () => ({
    rows: await caller.accounts.requests(),
    ...(await loadSources(caller, accountRequestFields)),
  }));
}

export async function action({ context: { caller }, request }: ActionFunctionArgs) {
  const { raw, idempotencyKey } = await readChange(request);
  return attempt(async () => {
    const { id } = await caller.accounts.ask({ form: raw, idempotencyKey });
    return redirect(`/work/account-requests?sent=${id}`);
  });
}

/** 申请内置账号 (AH-29.03, AH-38.03): the bureau forwards a unit's data to operations. */
export default function AccountRequests() {
  const { rows, ...sources } = useLoaderData<typeof loader>();
  const refusal = asRefusal(useActionData<typeof action>());
  const [query] = useSearchParams();
  const { active } = useFrame();
  const sent = query.get('sent');
  return (
    <>
      <Breadcrumbs
        trail={[{ label: '首页', to: '/work' }, { label: '管理设置', to: '/work/settings' }, { label: '申请内置账号' }]}
      />
      <PageHead title="申请内置账号" />
      <SettingsTabs current="accountRequests" postQuotas={false} />
      {sent && !refusal && (
        <Note live>
          <p>申请已交平台运维。开通后会以消息通知，初始密码由运维告知单位。</p>
        </Note>
      )}
      <Section title="新的申请" hint="没有统一社会信用代码、与其他单位共用代码的单位，以及主管部门、人才服务中心。">
        <KitForm
          key={sent ?? ''}
          fields={accountRequestFields}
          initial={{}}
          version={null}
          account={active?.id ?? ''}
          record="account-request"
          sources={sources}
          refusal={refusal}
          intents={[{ value: 'save', label: '提交', main: true }]}
        />
      </Section>
      <Section title="已提交的申请">
        <RequestList rows={rows} />
      </Section>
    </>
  );
}
