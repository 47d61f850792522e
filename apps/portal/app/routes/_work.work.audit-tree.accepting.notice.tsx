import { Form, useActionData, useLoaderData, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { NOTICE_MAX } from '@zhicheng/core/forms';
import { useId } from 'react';
import { readChange } from '../change.ts';
import { ErrorSummary } from '../components/error-summary.tsx';
import { Link } from '../components/link.tsx';
import { acceptingModes } from '../features/audit-tree/accepting-modes.ts';
import { ACCEPTING_HOME, acceptingTrail } from '../features/audit-tree/words.ts';
import { Breadcrumbs, PageHead } from '../frames/page.tsx';
import { asRefusal, attempt, orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '申报须知 - 审核路径' }];

export async function loader({ context, request }: LoaderFunctionArgs) {
  const id = new URL(request.url).searchParams.get('id') ?? '';
  return orErrorPage(async () => {
    await acceptingModes(context);
    return context.caller.auditPath.acceptingBody({ id });
  });
}

export async function action({ context: { caller }, request }: ActionFunctionArgs) {
  const { text, expectedVersion } = await readChange(request);
  return attempt(async () => {
    await caller.auditPath.saveNotice({ id: text('id'), expectedVersion, notice: text('notice') });
    return redirect(`${ACCEPTING_HOME}?done=notice`);
  });
}

/** 申报须知 of an accepting body (HN-30.05, GP.69). */
export default function Notice() {
  const { id, version, name, notice } = useLoaderData<typeof loader>();
  const refusal = asRefusal(useActionData<typeof action>());
  const field = useId();
  return (
    <>
      <Breadcrumbs trail={acceptingTrail('申报须知')} />
      <PageHead title="申报须知" lead={name} />
      {refusal && (
        <ErrorSummary
          message={refusal.message}
          issues={refusal.issues.map((issue) => ({ ...issue, path: '' }))}
          round={refusal}
        />
      )}
      <Form method="post" className="kitform measure" noValidate>
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="expectedVersion" value={version} />
        <div className="field">
          <label className="lab" htmlFor={field}>
            申报须知
          </label>
          <textarea
            className="in in--area"
            id={field}
            name="notice"
            rows={12}
            maxLength={NOTICE_MAX}
            defaultValue={notice}
            aria-describedby={`${field}-hint`}
          />
          <p className="hint" id={`${field}-hint`}>
            申报人选择由本机构受理的职称时，在提交前看到。每行一段，不超过 {NOTICE_MAX} 字；不填表示没有须知。
          </p>
        </div>
        <div className="acts">
          <button className="btn btn--go">保存</button>
          <Link className="btn" to={ACCEPTING_HOME}>
            取消
          </Link>
        </div>
      </Form>
    </>
  );
}
