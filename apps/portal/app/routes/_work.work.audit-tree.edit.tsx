import { randomUUID } from 'node:crypto';
import { Form, useActionData, useLoaderData, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { configurationOf, NODE_TYPES } from '@zhicheng/core/forms';
import { AUDITOR_ROLES } from '@zhicheng/workflow';
import { formOf } from '../change.ts';
import { ErrorSummary } from '../components/error-summary.tsx';
import { Link } from '../components/link.tsx';
import { BodyField } from '../features/audit-tree/body-field.tsx';
import { Choices, Pick } from '../features/audit-tree/choices.tsx';
import { configurationKeyOf, HOME, LEVELS, trailTo } from '../features/audit-tree/words.ts';
import { Breadcrumbs, PageHead } from '../frames/page.tsx';
import { asRefusal, attempt, invalidForm, orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '编辑审核路径 - 职称申报' }];

export async function loader({ context: { caller }, request }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const id = query.get('id');
  return orErrorPage(async () => ({
    configuration: configurationKeyOf(query.get('tab')),
    edge: id ? await caller.auditPath.edge({ id }) : null,
    modes: await caller.catalog.dictionary({ name: 'acquisitionMode' }),
    series: await caller.catalog.series(),
    idempotencyKey: randomUUID(),
  }));
}

export async function action({ context: { caller }, request }: ActionFunctionArgs) {
  const form = await formOf(request);
  const text = (name: string) => String(form.get(name) ?? '');
  const several = (name: string) => {
    const codes = form.getAll(name).map(String);
    return codes.length === 0 ? null : codes;
  };
  const nodeOf = (end: 'from' | 'to') => {
    const node = AUDITOR_ROLES.find((role) => role === text(`${end}Node`));
    const words = end === 'from' ? '下级' : '上级';
    if (!node) throw invalidForm([{ path: `${end}Node`, message: `请选择${words}节点类型` }]);
    if (!text(end)) throw invalidForm([{ path: end, message: `请选择${words}机构` }]);
    return { node, organisationId: text(end) };
  };
  const version = text('expectedVersion');
  return attempt(async () => {
    const edge = { from: nodeOf('from'), to: nodeOf('to') };
    await caller.auditPath.saveEdge({
      ...(text('id') && { id: text('id'), expectedVersion: Number(version) }),
      edge: { ...edge, levels: several('levels'), modes: several('modes'), seriesCodes: several('seriesCodes') },
      idempotencyKey: text('idempotencyKey'),
    });
    return redirect(`${HOME}?${new URLSearchParams({ tab: text('tab'), done: 'saved' })}`);
  });
}

const types = (without: string) =>
  AUDITOR_ROLES.filter((role) => role !== without).map((role) => [role, NODE_TYPES[role]] as const);

/** 新增 and 编辑 of an audit path (HN-31.02, HN-31.03). */
export default function EditEdge() {
  const { configuration, edge, modes, series, idempotencyKey } = useLoaderData<typeof loader>();
  const refusal = asRefusal(useActionData<typeof action>());
  const preset = configurationOf(configuration);
  const wrong = (path: string) => refusal?.issues.find((issue) => issue.path === path)?.message;
  const title = edge ? '编辑审核路径' : '新增审核路径';
  return (
    <>
      <Breadcrumbs trail={trailTo(title)} />
      <PageHead title={title} lead={configuration === 'all' ? undefined : preset.label} />
      {refusal && (
        <ErrorSummary
          message={refusal.message}
          issues={refusal.issues.map((issue) => ({ ...issue, path: '' }))}
          round={refusal}
        />
      )}
      <Form method="post" className="kitform measure" noValidate>
        <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
        <input type="hidden" name="tab" value={configuration === 'all' ? '' : configuration} />
        <input type="hidden" name="id" value={edge?.id ?? ''} />
        <input type="hidden" name="expectedVersion" value={edge?.version ?? ''} />
        <Pick
          name="fromNode"
          label="下级节点类型"
          options={types('convening')}
          value={edge?.from.node ?? (preset.to ? 'employer' : '')}
          error={wrong('fromNode')}
        />
        <BodyField name="from" label="下级机构名称" initial={edge?.from} error={wrong('from')} />
        <Pick
          name="toNode"
          label="上级节点类型"
          options={types('employer')}
          value={edge?.to.node ?? preset.to}
          error={wrong('toNode')}
        />
        <BodyField name="to" label="上级机构名称" initial={edge?.to} error={wrong('to')} />
        <Choices
          name="levels"
          legend="职称等级"
          items={LEVELS}
          ticked={edge ? edge.levels : preset.levels}
          error={wrong('levels')}
        />
        <Choices
          name="modes"
          legend="取得方式"
          items={modes}
          ticked={edge ? edge.modes : preset.modes}
          error={wrong('modes')}
        />
        <details open={edge?.seriesCodes ? true : undefined}>
          <summary>只用于部分系列</summary>
          <Choices
            name="seriesCodes"
            legend="系列"
            items={series}
            ticked={edge?.seriesCodes ?? null}
            error={wrong('seriesCodes')}
          />
        </details>
        <div className="acts">
          <button className="btn btn--go">保存</button>
          <Link className="btn" to={HOME}>
            取消
          </Link>
        </div>
      </Form>
    </>
  );
}
