import { useLoaderData, type MetaFunction } from '@remix-run/react';
import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { Icon } from '../components/icon.tsx';
import { Page, PageHead } from '../frames/page.tsx';
import { orErrorPage } from '../refusal.ts';
import { Blocks } from '../render/blocks.tsx';

export const meta: MetaFunction = () => [{ title: '面试准考证 - 职称申报' }];

export async function loader({ context: { caller }, params: { id = '' } }: LoaderFunctionArgs) {
  return orErrorPage(async () => ({ id, ...(await caller.declarations.admissionTicket({ id })) }));
}

/** 准考证 as it will be printed (AH-15.07). */
export default function AdmissionTicket() {
  const { id, ticketNo, blocks } = useLoaderData<typeof loader>();
  return (
    <Page
      back={`/declarations/${id}/interview`}
      trail={[
        { label: '首页', to: '/home' },
        { label: '职称申报', to: '/declarations' },
        { label: '申报信息详情', to: `/declarations/${id}` },
        { label: '面试', to: `/declarations/${id}/interview` },
        { label: '准考证' },
      ]}
    >
      <PageHead
        title="面试准考证"
        lead={`准考证号 ${ticketNo}`}
        aside={
          <div className="acts noprint">
            <a className="btn btn--go" href={`/declarations/${id}/admission-ticket.docx`}>
              <Icon name="download" />
              下载准考证
            </a>
          </div>
        }
      />
      <Blocks blocks={blocks} />
    </Page>
  );
}
