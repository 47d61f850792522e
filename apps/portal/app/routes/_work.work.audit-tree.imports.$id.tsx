import { Form, useActionData, useLoaderData, useSearchParams, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { ACCEPTING } from '@zhicheng/core/forms';
import { readChange } from '../change.ts';
import { KeyValues } from '../components/key-values.tsx';
import { Link } from '../components/link.tsx';
import { Note } from '../components/note.tsx';
import { WhyButton } from '../components/why-button.tsx';
import { ACCEPTING_HOME, acceptingTrail, HOME, trailTo } from '../features/audit-tree/words.ts';
import { useLookAgain } from '../features/imports/use-look-again.ts';
import { WrongRows } from '../features/imports/wrong-rows.tsx';
import { Breadcrumbs, PageHead } from '../frames/page.tsx';
import { asRefusal, attempt, orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '导入结果 - 审核路径' }];

export const loader = ({ context: { caller }, params: { id = '' } }: LoaderFunctionArgs) =>
  orErrorPage(() => caller.auditPath.importView({ id }));

export async function action({ context: { caller }, params: { id = '' }, request }: ActionFunctionArgs) {
  const { intent } = await readChange(request);
  return attempt(async () => {
    await caller.auditPath.takeImport({ id, allOrNothing: intent === 'all' });
    return redirect(`${HOME}/imports/${id}${new URL(request.url).search}`);
  });
}

/** 提交, as was chosen before the import: the good rows, or all or nothing. */
function Take({ good, bad, all }: { good: number; bad: number; all: boolean }) {
  if (all && bad > 0)
    return (
      <div className="acts">
        <WhyButton
          className="btn btn--go"
          reason={`有 ${bad} 条不通过，选择了“全部正确才导入”。请下载更正文件，改好后重新导入。`}
        >
          提交
        </WhyButton>
        {good > 0 && <Link to="?">改为只导入通过的行</Link>}
      </div>
    );
  if (good === 0) return <p className="hint">没有可以导入的行。请下载更正文件，改好后重新导入。</p>;
  return (
    <Form method="post" className="acts">
      <button className="btn btn--go" name="intent" value={all ? 'all' : 'good'}>
        {bad > 0 ? `只提交通过的 ${good} 条` : '提交'}
      </button>
    </Form>
  );
}

/** Counts of success and failure, the wrong rows, 提交 (HN-31.04). */
export default function ImportResult() {
  const found = useLoaderData<typeof loader>();
  const refusal = asRefusal(useActionData<typeof action>());
  const [query] = useSearchParams();
  const accepting = found.configuration === ACCEPTING;
  useLookAgain(!found.read);
  return (
    <>
      <Breadcrumbs trail={accepting ? acceptingTrail('导入结果') : trailTo('导入结果')} />
      <PageHead title="导入结果" lead={found.fileName} />
      {!found.read && (
        <Note title="正在检查" live>
          <p>
            {found.total === null ? '正在打开文件。' : `已检查 ${found.done} 行，共 ${found.total} 行。`}
            可以离开本页，检查会继续。
          </p>
        </Note>
      )}
      {found.problem && (
        <Note face="error" title="文件没有读出来">
          <p>{found.problem}</p>
        </Note>
      )}
      {refusal && (
        <Note face="error" title="没有导入" live>
          <p>{refusal.message}</p>
        </Note>
      )}
      {found.read && !found.problem && (
        <>
          <KeyValues
            columns={1}
            items={[
              ['校验通过', `${found.good} 条${found.known > 0 ? `，其中 ${found.known} 条已经有了，不会重复` : ''}`],
              ['不通过', `${found.bad} 条`],
            ]}
          />
          {found.taken === null ? (
            <Take {...found} all={query.get('rule') === 'all'} />
          ) : (
            <Note title={`已导入 ${found.taken} 条`} live>
              <p>
                <Link to={accepting ? ACCEPTING_HOME : HOME}>{accepting ? '查看受理机构' : '查看审核路径'}</Link>
              </p>
            </Note>
          )}
        </>
      )}
      {found.wrong.length > 0 && (
        <WrongRows wrong={found.wrong} corrections={`/audit-tree/download?import=${found.id}`} />
      )}
      <p>
        <Link to={`${HOME}/import?tab=${found.configuration}`}>再导入一个文件</Link>
      </p>
    </>
  );
}
