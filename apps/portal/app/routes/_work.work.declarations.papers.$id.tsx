import { Form, useLoaderData, useSearchParams, type MetaFunction } from '@remix-run/react';
import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { Icon } from '../components/icon.tsx';
import { Tabs } from '../components/tabs.tsx';
import { Breadcrumbs, PageHead } from '../frames/page.tsx';
import { orErrorPage } from '../refusal.ts';
import { Blocks } from '../render/blocks.tsx';

export const meta: MetaFunction = () => [{ title: '申报表格 - 职称申报' }];

const PAPERS = {
  'review-form': '评审表',
  'material-list': '申报材料一览表',
} as const;

export async function loader({ context: { caller }, params: { id = '' }, request }: LoaderFunctionArgs) {
  const list = new URL(request.url).searchParams.get('paper') === 'material-list';
  return orErrorPage(async () => {
    const { blocks } = list
      ? await caller.declarations.materialList({ id })
      : await caller.declarations.reviewForm({ id });
    return { id, key: crypto.randomUUID(), blocks, file: list ? ('material-list' as const) : ('review-form' as const) };
  });
}

/** What is printed of a declaration, for those who audit it: as it was submitted, with the opinions so far. */
export default function Papers() {
  const { id, key, blocks, file } = useLoaderData<typeof loader>();
  const [query] = useSearchParams();
  const task = query.get('task');
  return (
    <>
      <Breadcrumbs
        trail={[
          { label: '首页', to: '/work' },
          { label: '职称申报', to: '/work/declarations' },
          ...(task ? [{ label: '审核', to: `/work/tasks/${encodeURIComponent(task)}` }] : []),
          { label: '申报表格' },
        ]}
      />
      <PageHead
        title={PAPERS[file]}
        lead={
          file === 'review-form'
            ? '预览中证件号码部分隐藏，导出的文件中完整打印，导出会留下记录。'
            : '按提交的内容生成。核对原件后，由审核人签字、加盖单位公章。'
        }
        aside={
          <div className="acts noprint">
            <a className="btn btn--go" href={`/declarations/${id}/${file}.docx`}>
              <Icon name="download" />
              导出{PAPERS[file]}
            </a>
            <Form method="post" action="/work/declarations/exports">
              <input type="hidden" name="declarationId" value={id} />
              <input type="hidden" name="idempotencyKey" value={key} />
              <button className="btn">导出申报材料册</button>
            </Form>
          </div>
        }
      />
      <Tabs
        label="申报表格"
        param="paper"
        items={Object.entries(PAPERS).map(([value, label]) => ({ label, value: value === 'review-form' ? '' : value }))}
      />
      <Blocks blocks={blocks} />
    </>
  );
}
