import { randomUUID } from 'node:crypto';
import { Form, useActionData, useLoaderData, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { CERTIFICATE_NAME_MAX, NODE_TYPES } from '@zhicheng/core/forms';
import { AUDITOR_ROLES } from '@zhicheng/workflow';
import { formOf } from '../change.ts';
import { ErrorSummary } from '../components/error-summary.tsx';
import { Link } from '../components/link.tsx';
import { PlainField } from '../features/accounts/plain-field.tsx';
import { acceptingModes } from '../features/audit-tree/accepting-modes.ts';
import { BodyField } from '../features/audit-tree/body-field.tsx';
import { Choices, Pick } from '../features/audit-tree/choices.tsx';
import { ACCEPTING_HOME, acceptingTrail, LEVELS } from '../features/audit-tree/words.ts';
import { Breadcrumbs, PageHead } from '../frames/page.tsx';
import { asRefusal, attempt, invalidForm, orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '编辑受理机构 - 审核路径' }];

export async function loader({ context, request }: LoaderFunctionArgs) {
  const id = new URL(request.url).searchParams.get('id');
  return orErrorPage(async () => ({
    modes: await acceptingModes(context),
    body: id ? await context.caller.auditPath.acceptingBody({ id }) : null,
    idempotencyKey: randomUUID(),
  }));
}

export async function action({ context: { caller }, request }: ActionFunctionArgs) {
  const form = await formOf(request);
  const text = (name: string) => String(form.get(name) ?? '');
  const several = (name: string) => form.getAll(name).map(String);
  return attempt(async () => {
    const node = AUDITOR_ROLES.find((role) => role === text('node'));
    const missing = [
      ...(node ? [] : [{ path: 'node', message: '请选择受理节点类型' }]),
      ...(text('organisationId') ? [] : [{ path: 'organisationId', message: '请选择机构' }]),
      ...(text('certificateName').trim()
        ? []
        : [{ path: 'certificateName', message: '请准确填写打在职称证书上的机构名称' }]),
      ...(several('modes').length > 0 ? [] : [{ path: 'modes', message: '请选择取得方式' }]),
    ];
    if (!node || missing.length > 0) throw invalidForm(missing);
    const { id } = await caller.auditPath.saveAcceptingBody({
      ...(text('id') && { id: text('id'), expectedVersion: Number(text('expectedVersion')) }),
      body: {
        node,
        organisationId: text('organisationId'),
        levels: several('levels').length > 0 ? several('levels') : null,
        modes: several('modes'),
        certificateName: text('certificateName'),
      },
      idempotencyKey: text('idempotencyKey'),
    });
    return redirect(`${ACCEPTING_HOME}?${new URLSearchParams({ done: 'saved', id })}`);
  });
}

/** 新增 and 编辑 of an accepting body (HN-30.02..04, HN-30.06). */
export default function EditAcceptingBody() {
  const { modes, body, idempotencyKey } = useLoaderData<typeof loader>();
  const refusal = asRefusal(useActionData<typeof action>());
  const wrong = (path: string) => refusal?.issues.find((issue) => issue.path === path)?.message;
  const title = body ? '编辑受理机构' : '新增受理机构';
  return (
    <>
      <Breadcrumbs trail={acceptingTrail(title)} />
      <PageHead title={title} />
      {refusal && (
        <ErrorSummary
          message={refusal.message}
          issues={refusal.issues.map((issue) => ({ ...issue, path: '' }))}
          round={refusal}
        />
      )}
      <Form method="post" className="kitform measure" noValidate>
        <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
        <input type="hidden" name="id" value={body?.id ?? ''} />
        <input type="hidden" name="expectedVersion" value={body?.version ?? ''} />
        <Pick
          name="node"
          label="受理节点类型"
          options={AUDITOR_ROLES.map((role) => [role, NODE_TYPES[role]] as const)}
          value={body?.node}
          error={wrong('node')}
        />
        <BodyField name="organisationId" label="机构名称" initial={body ?? undefined} error={wrong('organisationId')} />
        <PlainField
          label="打在职称证书上的机构名称"
          hint="请准确填写，按此打印在电子证书上。"
          error={wrong('certificateName')}
        >
          {(rest) => (
            <input
              className="in"
              name="certificateName"
              maxLength={CERTIFICATE_NAME_MAX}
              defaultValue={body?.certificateName}
              {...rest}
            />
          )}
        </PlainField>
        <Choices name="levels" legend="职称等级" items={LEVELS} ticked={body?.levels ?? null} error={wrong('levels')} />
        <Choices
          name="modes"
          legend="取得方式"
          items={modes}
          ticked={body?.modes ?? null}
          error={wrong('modes')}
          required
        />
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
