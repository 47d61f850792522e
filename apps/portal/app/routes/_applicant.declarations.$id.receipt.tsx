import { useLoaderData, type MetaFunction } from '@remix-run/react';
import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { Link } from '../components/link.tsx';
import { Receipt } from '../components/receipt.tsx';
import { Page } from '../frames/page.tsx';
import { orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '提交回执 - 职称申报' }];

export async function loader({ context: { caller }, params: { id = '' } }: LoaderFunctionArgs) {
  return orErrorPage(() => caller.declarations.receipt({ id }));
}

/** 回执: reloading shows the same page again. */
export default function DeclarationReceipt() {
  const { card, recordNo, round, submittedAt, hash, counts, holder } = useLoaderData<typeof loader>();
  return (
    <Page
      back="/declarations"
      trail={[{ label: '首页', to: '/home' }, { label: '职称申报', to: '/declarations' }, { label: '提交回执' }]}
    >
      <Receipt
        recordNo={recordNo}
        at={submittedAt.toISOString()}
        hash={hash}
        sent={[
          ['评审计划', card.planName],
          ['申报专业', card.specialty],
          ['申报职称', card.title],
          ['申报方式', card.kindLabel],
          ['提交轮次', `第 ${round} 轮`],
          ['导入业绩', `${counts.entries} 条`],
          ['附件', `${counts.files} 个`],
        ]}
        holder={{ name: holder?.name ?? card.stateLabel, ...(holder?.phone && { phone: holder.phone }) }}
        next="审核通过后自动送下一级；退回时在“首页”和“职称申报”中提醒您修改。进度可在申报详情的“申报流程”中查看。"
      >
        <Link className="btn" to={`/declarations/${card.id}?tab=flow`}>
          查看申报流程
        </Link>
        <a className="btn" href={`/declarations/${card.id}/review-form.docx`}>
          导出评审表
        </a>
        <Link to="/declarations">返回职称申报</Link>
      </Receipt>
    </Page>
  );
}
