import { useLoaderData, type MetaFunction } from '@remix-run/react';
import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import type { Caller } from '@zhicheng/core';
import { DataTable, type Column } from '../components/data-table.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Link } from '../components/link.tsx';
import { Section } from '../components/section.tsx';
import { CentreTabs } from '../features/person/centre-tabs.tsx';
import { Page, PageHead } from '../frames/page.tsx';
import { orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '我的职称 - 个人中心' }];

type Titles = Awaited<ReturnType<Caller['declarations']['heldTitles']>>;
type Held = Titles['held'][number];
type Admitted = Titles['admitted'][number];

export async function loader({ context: { caller } }: LoaderFunctionArgs) {
  return orErrorPage(() => caller.declarations.heldTitles());
}

const HELD: readonly Column<Held>[] = [
  { key: 'title', head: '资格名称', cell: ({ title }) => title, phone: 'lead' },
  { key: 'level', head: '级别', cell: ({ level }) => level, phone: 'pair', nowrap: true },
  { key: 'series', head: '系列／专业', cell: ({ series, specialty }) => `${series}／${specialty}`, phone: 'pair' },
  { key: 'grantedOn', head: '取得时间', cell: ({ grantedOn }) => grantedOn, phone: 'pair', nowrap: true },
  { key: 'mode', head: '取得方式', cell: ({ mode }) => mode, phone: 'pair', nowrap: true },
  { key: 'certificateNo', head: '证书编号', cell: ({ certificateNo }) => certificateNo, phone: 'pair' },
  {
    key: 'source',
    head: '填写于',
    cell: ({ declarationId, planName }) => <Link to={`/declarations/${declarationId}`}>{planName}</Link>,
    phone: 'pair',
  },
];

const ADMITTED: readonly Column<Admitted>[] = [
  { key: 'year', head: '年度', cell: ({ year }) => year, phone: 'pair', nowrap: true },
  { key: 'title', head: '申报职称', cell: ({ title, levelLabel }) => `${title}（${levelLabel}）`, phone: 'lead' },
  { key: 'specialty', head: '申报专业', cell: ({ specialty }) => specialty, phone: 'pair' },
  { key: 'plan', head: '计划名称', cell: ({ planName }) => planName, phone: 'pair' },
  { key: 'recordNo', head: '申报编号', cell: ({ recordNo }) => recordNo, phone: 'pair', nowrap: true },
  {
    key: 'acts',
    head: '操作',
    cell: ({ declarationId, title }) => (
      <Link to={`/declarations/${declarationId}`}>
        查看<span className="vh">：{title}</span>
      </Link>
    ),
    phone: 'ops',
    nowrap: true,
  },
];

/** 我的职称 (AH-06.01, GP.21). */
export default function MyTitles() {
  const { held, admitted } = useLoaderData<typeof loader>();
  return (
    <Page trail={[{ label: '首页', to: '/home' }, { label: '个人中心', to: '/me' }, { label: '我的职称' }]}>
      <PageHead title="个人中心" />
      <CentreTabs current="titles" />
      <Section title="现有职称" hint="来自您在申报中填写的“现有职称情况”，以最近一次填写的为准。">
        <DataTable
          caption="现有职称"
          columns={HELD}
          rows={held}
          rowKey={({ certificateNo, title }) => `${certificateNo} ${title}`}
          empty={<EmptyState>在申报的“现有职称情况”中填写的职称会列在这里。</EmptyState>}
        />
      </Section>
      <Section title="本平台审核通过的申报" hint="审核通过后由评委会评审；是否取得职称，以评审结果和证书为准。">
        <DataTable
          caption="本平台审核通过的申报"
          columns={ADMITTED}
          rows={admitted}
          rowKey={({ declarationId }) => declarationId}
          empty={<EmptyState>审核通过的申报会列在这里。</EmptyState>}
        />
      </Section>
    </Page>
  );
}
