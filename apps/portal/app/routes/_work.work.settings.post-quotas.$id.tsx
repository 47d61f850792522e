import { useActionData, useLoaderData, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { readChange } from '../change.ts';
import { QuotaForm } from '../features/post-quotas/quota-form.tsx';
import { QuotaBooks, RemoveQuota, Returned } from '../features/post-quotas/quota-page.tsx';
import { Breadcrumbs, PageHead } from '../frames/page.tsx';
import { asRefusal, attempt, orErrorPage } from '../refusal.ts';
import { unlessExpired } from '../revalidation.ts';

const NEW = 'new';
const LIST = '/work/settings/post-quotas';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.quota ? `${data.quota.year} 年` : '新增'}岗位核准信息 - 管理设置` },
];

export const shouldRevalidate = unlessExpired;

export async function loader({ context: { caller }, params: { id = '' } }: LoaderFunctionArgs) {
  return orErrorPage(async () => {
    const { needsAudit } = await caller.postQuotas.list();
    return { needsAudit, quota: id === NEW ? null : await caller.postQuotas.get({ id }) };
  });
}

export async function action({ context: { caller }, params: { id = '' }, request }: ActionFunctionArgs) {
  const { intent, raw, expectedVersion, idempotencyKey } = await readChange(request);
  return attempt(async () => {
    if (intent === 'remove') {
      await caller.postQuotas.remove({ id, expectedVersion });
      return redirect(LIST);
    }
    const confirm = intent === 'confirm';
    const which = id === NEW ? {} : { id, expectedVersion };
    await caller.postQuotas.save({ ...which, form: raw, confirm, idempotencyKey });
    return redirect(`${LIST}?saved=${confirm ? 'confirmed' : 'draft'}`);
  });
}

/** One year's posts: the form while they are not confirmed, then what is left of them. */
export default function PostQuota() {
  const { quota, needsAudit } = useLoaderData<typeof loader>();
  const refusal = asRefusal(useActionData<typeof action>());
  const title = quota ? `${quota.year} 年岗位核准信息` : '新增岗位核准信息';
  return (
    <>
      <Breadcrumbs
        trail={[
          { label: '首页', to: '/work' },
          { label: '管理设置', to: '/work/settings' },
          { label: '岗位核准信息', to: LIST },
          { label: quota ? `${quota.year} 年` : '新增' },
        ]}
      />
      <PageHead title={title} aside={quota?.editable && <RemoveQuota quota={quota} />} />
      {quota?.reason && <Returned reason={quota.reason} />}
      {!quota || quota.editable ? (
        <QuotaForm quota={quota} needsAudit={needsAudit} refusal={refusal} />
      ) : (
        <QuotaBooks quota={quota} />
      )}
    </>
  );
}
