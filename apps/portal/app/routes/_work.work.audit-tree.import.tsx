import { randomUUID } from 'node:crypto';
import { Form, useActionData, useLoaderData, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { ACCEPTING, ACCEPTING_TITLE, configurationOf } from '@zhicheng/core/forms';
import type { FileRef } from '@zhicheng/series-kit';
import { useState } from 'react';
import { formOf } from '../change.ts';
import { ErrorSummary } from '../components/error-summary.tsx';
import { FileSlot } from '../components/file-slot/file-slot.tsx';
import { Link } from '../components/link.tsx';
import { acceptingModes } from '../features/audit-tree/accepting-modes.ts';
import { Choices } from '../features/audit-tree/choices.tsx';
import { ACCEPTING_HOME, acceptingTrail, HOME, importKeyOf, LEVELS, trailTo } from '../features/audit-tree/words.ts';
import { Breadcrumbs, PageHead } from '../frames/page.tsx';
import { asRefusal, attempt, invalidForm, orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '批量导入 - 审核路径' }];

export async function loader({ context, request }: LoaderFunctionArgs) {
  const configuration = importKeyOf(new URL(request.url).searchParams.get('tab'));
  return orErrorPage(async () => {
    const modes =
      configuration === ACCEPTING
        ? await acceptingModes(context)
        : await context.caller.catalog.dictionary({ name: 'acquisitionMode' });
    return { configuration, modes, idempotencyKey: randomUUID() };
  });
}

export async function action({ context: { caller }, request }: ActionFunctionArgs) {
  const form = await formOf(request);
  const text = (name: string) => String(form.get(name) ?? '');
  const several = (name: string) => {
    const codes = form.getAll(name).map(String);
    return codes.length === 0 ? null : codes;
  };
  return attempt(async () => {
    if (!text('fileId')) throw invalidForm([{ path: 'fileId', message: '请先上传填好的 Excel 文件' }]);
    const { id } = await caller.auditPath.startImport({
      fileId: text('fileId'),
      configuration: importKeyOf(text('tab')),
      levels: several('levels'),
      modes: several('modes'),
      idempotencyKey: text('idempotencyKey'),
    });
    return redirect(`${HOME}/imports/${id}${text('rule') === 'all' ? '?rule=all' : ''}`);
  });
}

const RULES = { types: ['xlsx'], maxMB: 5, maxCount: 1 };

const BODIES = { label: ACCEPTING_TITLE, levels: null, modes: null };

/** HN-31.04..HN-35.04 ask for no way of acquisition: the configuration is one. */
function Modes({ items, preset, error, required }: ModesProps) {
  const choice = { name: 'modes', legend: '取得方式', items, ticked: preset, error, required };
  if (preset === null) return <Choices {...choice} />;
  const names = items.filter(({ code }) => preset.includes(code)).map(({ name }) => name);
  return (
    <>
      <p>取得方式：{names.join('、')}</p>
      {preset.map((code) => (
        <input key={code} type="hidden" name="modes" value={code} />
      ))}
    </>
  );
}
type ModesProps = {
  items: readonly { readonly code: string; readonly name: string }[];
  preset: readonly string[] | null;
  error?: string;
  required: boolean;
};

/** 批量导入 (HN-31.04, HN-30.07): template, level on the page, file, 导入. */
export default function ImportEdges() {
  const { configuration, modes, idempotencyKey } = useLoaderData<typeof loader>();
  const refusal = asRefusal(useActionData<typeof action>());
  const [files, setFiles] = useState<readonly FileRef[]>([]);
  const accepting = configuration === ACCEPTING;
  const { label, levels, modes: preset } = accepting ? BODIES : configurationOf(configuration);
  const wrong = (path: string) => refusal?.issues.find((issue) => issue.path === path)?.message;
  return (
    <>
      <Breadcrumbs trail={accepting ? acceptingTrail('批量导入') : trailTo('批量导入')} />
      <PageHead title="批量导入" lead={label} />
      {refusal && <ErrorSummary message={refusal.message} issues={refusal.issues} round={refusal} />}
      <Form method="post" className="kitform measure" noValidate>
        <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
        <input type="hidden" name="tab" value={configuration} />
        <input type="hidden" name="fileId" value={files[0]?.id ?? ''} />
        <p>
          <a href={`/audit-tree/download?tab=${configuration}`} download>
            下载excel模板
          </a>
          ，{accepting ? '每行填一个受理机构' : '每行填一个下级机构和它的上级机构'}，一次最多 1000 行。
        </p>
        <Choices name="levels" legend="职称等级" items={LEVELS} ticked={levels} />
        <Modes items={modes} preset={preset} error={wrong('modes')} required={accepting} />
        <fieldset className="group">
          <legend className="lab">有不通过的行时</legend>
          <div className="ticks">
            <label className="tick">
              <input type="radio" name="rule" value="good" defaultChecked /> 只导入通过的行
            </label>
            <label className="tick">
              <input type="radio" name="rule" value="all" /> 全部正确才导入
            </label>
          </div>
        </fieldset>
        <FileSlot
          id="fileId"
          label="导入文件"
          required
          rules={RULES}
          slot="audit-tree/import"
          files={files}
          onChange={setFiles}
          prompt="浏览文件"
        />
        <div className="acts">
          <button className="btn btn--go">导入</button>
          <Link className="btn" to={accepting ? ACCEPTING_HOME : HOME}>
            取消
          </Link>
        </div>
      </Form>
    </>
  );
}
