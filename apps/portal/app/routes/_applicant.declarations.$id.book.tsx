import { Form, useActionData, useLoaderData, useNavigation, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { readChange } from '../change.ts';
import { RefusalNote } from '../features/declarations/fill/refusal-note.tsx';
import { WhyButton } from '../components/why-button.tsx';
import { OrderList } from '../features/document-orders/order-list.tsx';
import { Page, PageHead } from '../frames/page.tsx';
import { asRefusal, attempt, orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '申报材料册 - 职称申报' }];

export async function loader({ context: { caller }, params: { id = '' } }: LoaderFunctionArgs) {
  return orErrorPage(async () => {
    const { card } = await caller.declarations.detail({ id });
    const orders = await caller.documentOrders.list();
    return {
      id: card.id,
      // What is being worked on has no book: it is made from what was submitted.
      whyNot: card.editable ? '材料册按提交的内容生成，请提交申报后再导出。' : null,
      key: crypto.randomUUID(),
      orders: orders.filter(({ declarationId }) => declarationId === id),
    };
  });
}

export async function action({ context: { caller }, params: { id = '' }, request }: ActionFunctionArgs) {
  const { idempotencyKey } = await readChange(request);
  return attempt(async () => {
    await caller.documentOrders.orderBook({ declarationId: id, idempotencyKey });
    return redirect(`/declarations/${id}/book`);
  });
}

/** 申报材料册: review form and all evidence as one PDF, made in the background. */
export default function Book() {
  const { id, key, orders, whyNot } = useLoaderData<typeof loader>();
  const refusal = asRefusal(useActionData<typeof action>());
  const busy = useNavigation().state !== 'idle';
  return (
    <Page
      back={`/declarations/${id}`}
      trail={[
        { label: '首页', to: '/home' },
        { label: '职称申报', to: '/declarations' },
        { label: '申报信息详情', to: `/declarations/${id}` },
        { label: '申报材料册' },
      ]}
    >
      <PageHead
        title="申报材料册"
        lead="把评审表和全部佐证材料合成一个 PDF 文件：有目录，每页编号。按最近一次提交的内容生成。"
      />
      {refusal && <RefusalNote refusal={refusal} onRetry={() => undefined} />}
      <p className="hint">
        PDF 逐页并入，图片每页一张；加密、损坏的文件和 Word、Excel
        文件不能按页并入，册中有一页写明文件名和校验码。佐证材料合计超过 160 MB 或 500 页的部分不并入。
      </p>
      <Form method="post">
        <input type="hidden" name="idempotencyKey" value={key} />
        <WhyButton className="btn btn--go" aria-busy={busy || undefined} reason={whyNot}>
          导出申报材料册
        </WhyButton>
      </Form>
      <OrderList orders={orders} />
    </Page>
  );
}
