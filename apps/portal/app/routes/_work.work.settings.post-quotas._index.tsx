import { Link, useLoaderData, useSearchParams, type MetaFunction } from '@remix-run/react';
import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { Note } from '../components/note.tsx';
import { SettingsTabs } from '../features/organisations/settings-tabs.tsx';
import { QuotaTable } from '../features/post-quotas/quota-list.tsx';
import { Breadcrumbs, PageHead } from '../frames/page.tsx';
import { orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '岗位核准信息 - 管理设置' }];

export async function loader({ context: { caller } }: LoaderFunctionArgs) {
  return orErrorPage(() => caller.postQuotas.list());
}

/** 管理设置 > 岗位核准信息 (AH-35.01..03). */
export default function PostQuotas() {
  const { applies, rows } = useLoaderData<typeof loader>();
  const [query] = useSearchParams();
  return (
    <>
      <Breadcrumbs
        trail={[{ label: '首页', to: '/work' }, { label: '管理设置', to: '/work/settings' }, { label: '岗位核准信息' }]}
      />
      <PageHead
        title="岗位核准信息"
        aside={
          applies && (
            <span className="acts">
              <a className="btn" href="/work/settings/post-quota-form.docx">
                核准表模板下载
              </a>
              <Link className="btn btn--go" to="new">
                新增
              </Link>
            </span>
          )
        }
      />
      <SettingsTabs current="postQuotas" postQuotas={applies} />
      {query.has('saved') && (
        <Note live>
          <p>{query.get('saved') === 'confirmed' ? '岗位核准信息已确认。' : '已保存，还没有确认。'}</p>
        </Note>
      )}
      {!applies ? (
        <Note title="本单位不需要填写">
          <p>
            只有单位性质为“事业单位”或“事业单位（中直）”的单位需要填写岗位核准信息。单位性质不对的，请到
            <Link to="/work/settings/edit">完善单位信息</Link>修改。
          </p>
        </Note>
      ) : (
        <>
          <Note>
            <p>* 请先“下载”核准表模板，填写盖章扫描后，再“新增”岗位核准信息并上传扫描后的核准表。</p>
            <p>
              * 全面实施岗位管理、专业技术人员学术技术水平与岗位职责密切相关的事业单位，应在岗位结构比例内开展职称评审。
            </p>
          </Note>
          <QuotaTable rows={rows} />
        </>
      )}
    </>
  );
}
