import { Form, useActionData, useLoaderData, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { AUDITOR_ROLES } from '@zhicheng/workflow';
import { formOf } from '../change.ts';
import { ErrorSummary } from '../components/error-summary.tsx';
import { Link } from '../components/link.tsx';
import { Note } from '../components/note.tsx';
import { PlainField } from '../features/accounts/plain-field.tsx';
import { Band } from '../frames/band.tsx';
import { Footer } from '../frames/footer.tsx';
import { Page, PageHead } from '../frames/page.tsx';
import { Shell } from '../frames/shell.tsx';
import { requireSignedIn } from '../frames/sign-in-required.ts';
import { asRefusal, attempt } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '修改密码' }];

export async function loader(args: LoaderFunctionArgs) {
  const { mustChangePassword } = await requireSignedIn(args, [...AUDITOR_ROLES, 'operator']);
  return { mustChangePassword };
}

export async function action({ context: { caller }, request }: ActionFunctionArgs) {
  const form = await formOf(request);
  const text = (name: string) => String(form.get(name) ?? '');
  return attempt(async () => {
    await caller.identity.changePassword({ current: text('current'), next: text('next') });
    return redirect('/work');
  });
}

/** 修改密码 of a built-in account; first of all where the password was set by operations (AH-29.03). */
export default function Password() {
  const { mustChangePassword } = useLoaderData<typeof loader>();
  const refusal = asRefusal(useActionData<typeof action>());
  const told = (path: string) => refusal?.issues.find((issue) => issue.path === path)?.message;
  return (
    <Shell>
      <Band home="/" />
      <Page>
        <PageHead title="修改密码" />
        <Form method="post" className="plainform" noValidate>
          {mustChangePassword && (
            <Note>
              <p>现在用的是初始密码。请先设置自己的密码，再使用平台。</p>
            </Note>
          )}
          {refusal && refusal.issues.length === 0 && (
            <ErrorSummary message={refusal.message} issues={[]} round={refusal} />
          )}
          <PlainField label="现在的密码" error={told('current')}>
            {(rest) => (
              <input
                className="in"
                type="password"
                name="current"
                autoComplete="current-password"
                maxLength={128}
                {...rest}
              />
            )}
          </PlainField>
          <PlainField label="新密码" hint="8 到 128 个字符。" error={told('next')}>
            {(rest) => (
              <input className="in" type="password" name="next" autoComplete="new-password" maxLength={128} {...rest} />
            )}
          </PlainField>
          <p className="acts">
            <button className="btn btn--go">保存</button>
            {!mustChangePassword && <Link to="/work">返回上一页</Link>}
          </p>
        </Form>
      </Page>
      <Footer />
    </Shell>
  );
}
