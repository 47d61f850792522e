import { useLoaderData, type MetaFunction } from '@remix-run/react';
import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { PaperPage } from '../features/declarations/paper-page.tsx';
import { orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '申报材料一览表 - 职称申报' }];

export async function loader({ context: { caller }, params: { id = '' } }: LoaderFunctionArgs) {
  return orErrorPage(async () => ({ id, ...(await caller.declarations.materialList({ id })) }));
}

/** 申报材料一览表 with the 确认审核 that the unit stamps. */
export default function MaterialList() {
  const { id, blocks, watermark, recordNo } = useLoaderData<typeof loader>();
  return (
    <PaperPage
      id={id}
      name="申报材料一览表"
      lead={
        watermark
          ? '按填报内容自动生成。这份申报还没有提交，预览和导出的文件都带有“未提交”字样。'
          : `按提交的内容自动生成，申报编号 ${recordNo}。打印后由申报人和单位审核人签字，加盖单位公章。`
      }
      file="material-list"
      blocks={blocks}
      watermark={watermark}
    />
  );
}
