import { useLoaderData, type MetaFunction } from '@remix-run/react';
import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { PaperPage } from '../features/declarations/paper-page.tsx';
import { orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '诚信承诺书 - 职称申报' }];

export async function loader({ context: { caller }, params: { id = '' } }: LoaderFunctionArgs) {
  return orErrorPage(async () => ({ id, ...(await caller.declarations.promiseLetter({ id })) }));
}

/** 诚信承诺书 of a record (AH-18.07): printed, signed by hand, uploaded among the attachments. */
export default function PromiseLetter() {
  const { id, blocks } = useLoaderData<typeof loader>();
  return (
    <PaperPage
      id={id}
      name="诚信承诺书"
      lead="已填好单位、专业和职称。打印后本人手写签名，扫描或拍照，在“附件上传”中上传。"
      file="promise-letter"
      blocks={blocks}
    />
  );
}
