import { useLoaderData, type MetaFunction } from '@remix-run/react';
import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { PaperPage } from '../features/declarations/paper-page.tsx';
import { orErrorPage } from '../refusal.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.name ?? '表格'} - 职称申报` }];

export async function loader({ context: { caller }, params: { id = '' } }: LoaderFunctionArgs) {
  return orErrorPage(async () => ({ id, ...(await caller.declarations.kindForm({ id })) }));
}

/** 破格审批表 or 转评申报表 as it will be printed (AH-19.04). */
export default function KindForm() {
  const { id, name, blocks, watermark, recordNo } = useLoaderData<typeof loader>();
  return (
    <PaperPage
      id={id}
      name={name}
      lead={
        watermark
          ? '按填报内容自动生成。这份申报还没有提交，预览和导出的文件都带有“未提交”字样。'
          : `按提交的内容自动生成，申报编号 ${recordNo}。打印后由专家、单位和各级部门签字盖章。`
      }
      file="kind-form"
      blocks={blocks}
      watermark={watermark}
    />
  );
}
