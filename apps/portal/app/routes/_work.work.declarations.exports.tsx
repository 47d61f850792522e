import { Form, useActionData, useLoaderData, useNavigation, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { readChange } from '../change.ts';
import { DataTable, type Column } from '../components/data-table.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { DeclarationsHead } from '../features/declarations/unit-declarations.tsx';
import { RefusalNote } from '../features/declarations/fill/refusal-note.tsx';
import { OrderList } from '../features/document-orders/order-list.tsx';
import { asRefusal, attempt, orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '批量导出 - 职称申报' }];

export async function loader({ context: { caller } }: LoaderFunctionArgs) {
  return orErrorPage(async () => {
    const [plans, orders] = await Promise.all([caller.documentOrders.plans(), caller.documentOrders.list()]);
    // A key for each plan: pressed twice, one archive is made.
    return { plans: plans.map((plan) => ({ ...plan, key: crypto.randomUUID() })), orders };
  });
}

type Asked = Parameters<LoaderFunctionArgs['context']['caller']['documentOrders']['orderList']>[0]['asked'];

export async function action({ context: { caller }, request }: ActionFunctionArgs) {
  const { text, idempotencyKey } = await readChange(request);
  return attempt(async () => {
    const declarationId = text('declarationId');
    if (text('list')) await caller.documentOrders.orderList({ asked: listAsked(text('list')), idempotencyKey });
    else if (declarationId) await caller.documentOrders.orderBook({ declarationId, idempotencyKey });
    else await caller.documentOrders.orderForms({ planId: text('planId'), idempotencyKey });
    return redirect('/work/declarations/exports');
  });
}

/** What the core then checks; nothing else is a list. */
function listAsked(text: string): Asked {
  try {
    return JSON.parse(text) as Asked;
  } catch {
    throw new Response(null, { status: 400 });
  }
}

type Plan = Awaited<ReturnType<typeof loader>>['plans'][number];

const columnsOf = (busy: boolean): readonly Column<Plan>[] => [
  { key: 'year', head: '年度', cell: ({ year }) => year, phone: 'hide', nowrap: true },
  { key: 'plan', head: '评审计划', cell: ({ planName }) => planName, phone: 'lead' },
  { key: 'forms', head: '评审表（份）', cell: ({ forms }) => forms, phone: 'pair', nowrap: true },
  {
    key: 'acts',
    head: '操作',
    cell: ({ planId, planName, key }) => (
      <Form method="post">
        <input type="hidden" name="planId" value={planId} />
        <input type="hidden" name="idempotencyKey" value={key} />
        <button className="btn btn--s" aria-busy={busy || undefined}>
          导出评审表<span className="vh">：{planName}</span>
        </button>
      </Form>
    ),
    phone: 'ops',
  },
];

/** 批量导出, and the 材料册 ordered while auditing: the review forms of a plan as one archive, as many as this body has before it (AH-27). */
export default function Exports() {
  const { plans, orders } = useLoaderData<typeof loader>();
  const refusal = asRefusal(useActionData<typeof action>());
  const busy = useNavigation().state !== 'idle';
  return (
    <>
      <DeclarationsHead current="exports" />
      {refusal && <RefusalNote refusal={refusal} onRetry={() => undefined} />}
      <p className="hint">
        其他列表在各自页面点“导出表格”，文件也列在下面。按评审计划导出本单位可见的评审表，打包为一个压缩文件，每份以“单位-姓名-申报编号”命名。评审表中有完整的证件号码，每次导出都会记录，请妥善保管。
      </p>
      <DataTable
        caption="可导出的评审计划"
        dense
        columns={columnsOf(busy)}
        rows={plans}
        rowKey={({ planId }) => planId}
        empty={<EmptyState>还没有申报到过这里，没有可导出的评审表。</EmptyState>}
      />
      <h2>导出记录</h2>
      <OrderList orders={orders} />
    </>
  );
}
