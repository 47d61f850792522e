import { useLoaderData, type MetaFunction } from '@remix-run/react';
import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { PaperPage } from '../features/declarations/paper-page.tsx';
import { orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '专业技术资格评审表 - 职称申报' }];

export async function loader({ context: { caller }, params: { id = '' } }: LoaderFunctionArgs) {
  return orErrorPage(async () => ({ id, ...(await caller.declarations.reviewForm({ id })) }));
}

/** 评审表 as it will be printed (AH-27); before submission marked 未提交 (GP.82). The number stays masked here. */
export default function ReviewForm() {
  const { id, blocks, watermark, recordNo, hash } = useLoaderData<typeof loader>();
  return (
    <PaperPage
      id={id}
      name="评审表"
      title="评审表预览"
      lead={
        watermark
          ? '这份申报还没有提交，预览和导出的评审表都带有“未提交”字样。'
          : '建议组建单位审核通过后再导出打印：此前申报仍可能被退回。'
      }
      file="review-form"
      blocks={blocks}
      watermark={watermark}
    >
      {hash && (
        <p className="hint">
          申报编号 {recordNo}，内容校验码 {hash.slice(0, 8)} … {hash.slice(-8)}
        </p>
      )}
      <p className="hint">预览中证件号码部分隐藏，导出的文件中完整打印。</p>
    </PaperPage>
  );
}
