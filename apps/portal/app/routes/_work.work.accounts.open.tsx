import { useActionData, useLoaderData, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { newUnitAccountFields } from '@zhicheng/core/forms';
import { readChange } from '../change.ts';
import { Link } from '../components/link.tsx';
import { Note } from '../components/note.tsx';
import { OpenForm, RequestAsked } from '../features/accounts/open-form.tsx';
import { openingOf } from '../features/accounts/opening.ts';
import { asTold, PasswordTold } from '../features/accounts/password-told.tsx';
import { ACCOUNTS, accountsTrail } from '../features/accounts/words.ts';
import { Breadcrumbs, PageHead } from '../frames/page.tsx';
import { asRefusal, attempt, invalidForm, orErrorPage } from '../refusal.ts';
import { loadSources } from '../render/load-sources.ts';
import { unlessExpired } from '../revalidation.ts';

export const meta: MetaFunction = () => [{ title: '开户 - 账号管理' }];

export const shouldRevalidate = unlessExpired;

const requestIn = (request: Request): string | undefined =>
  new URL(request.url).searchParams.get('request') ?? undefined;
const isKnown = (request: Request): boolean => new URL(request.url).searchParams.get('body') === 'known';

export async function loader({ context: { caller }, request }: LoaderFunctionArgs) {
  const id = requestIn(request);
  return orErrorPage(async () => {
    // Of operations alone, while a bureau may read its requests.
    await caller.accounts.list({ size: 1 });
    return {
      known: isKnown(request),
      request: id ? await caller.accounts.request({ id }) : null,
      sources: await loadSources(caller, newUnitAccountFields),
    };
  });
}

export async function action({ context: { caller }, request }: ActionFunctionArgs) {
  const { raw, intent, text, idempotencyKey } = await readChange(request);
  const requestId = requestIn(request);
  return attempt(async () => {
    if (intent === 'decline' && requestId) {
      const reason = text('reason').trim();
      if (!reason) throw invalidForm([{ path: 'reason', message: '请填写原因。' }]);
      await caller.accounts.decline({ id: requestId, reason });
      return redirect(`${ACCOUNTS}?done=declined`);
    }
    const opening = openingOf(raw, isKnown(request));
    const opened = await caller.accounts.open({ ...opening, requestId, idempotencyKey });
    return { ...opened, username: opening.username.trim().toLowerCase() };
  });
}

/** 开户 (AH-29.03, AH-38.03), with the request that asks for it beside. */
export default function OpenAccount() {
  const { known, request, sources } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const told = asTold(answer);
  const refusal = asRefusal(answer);
  const reason = refusal?.issues.find(({ path }) => path === 'reason')?.message;
  return (
    <>
      <Breadcrumbs trail={accountsTrail('开户')} />
      <PageHead title="开户" lead={request?.content.name} />
      {told ? (
        <>
          <PasswordTold told={told} title="账号已开通" />
          <p className="acts">
            <Link className="btn" to={ACCOUNTS}>
              返回账号管理
            </Link>
          </p>
        </>
      ) : request && !request.open ? (
        <Note title={request.stateLabel}>
          <p>{request.reason ?? '这份申请已经办理。'}</p>
        </Note>
      ) : (
        <>
          {request && <RequestAsked request={request} wrong={reason} />}
          <OpenForm known={known} request={request} sources={sources} refusal={reason ? undefined : refusal} />
        </>
      )}
    </>
  );
}
