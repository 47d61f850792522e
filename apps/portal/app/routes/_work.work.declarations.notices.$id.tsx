import { useActionData, useLoaderData, useSearchParams, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { readChange } from '../change.ts';
import { Tabs } from '../components/tabs.tsx';
import { NoticeFacts, NoticeStage } from '../features/declarations/notice-page.tsx';
import { ObjectionDrawer, Objections, SettlementDrawer } from '../features/declarations/notice-objections.tsx';
import { Breadcrumbs, PageHead } from '../frames/page.tsx';
import { asRefusal, attempt, orErrorPage } from '../refusal.ts';
import { Blocks } from '../render/blocks.tsx';
import { asText } from '../render/values.ts';
import { unlessExpired } from '../revalidation.ts';

export const meta: MetaFunction = () => [{ title: '公示详情 - 职称申报' }];

export const shouldRevalidate = unlessExpired;

const LIST = '/work/declarations/notices';

export async function loader({ context: { caller }, params: { id = '' } }: LoaderFunctionArgs) {
  return orErrorPage(() => caller.declarations.notice({ id }));
}

export async function action({ context: { caller }, params: { id = '' }, request }: ActionFunctionArgs) {
  const { intent, raw, expectedVersion, text } = await readChange(request);
  return attempt(async () => {
    if (intent === 'remove') {
      await caller.declarations.removeNotice({ id, expectedVersion });
      return redirect(LIST);
    }
    if (intent === 'object') {
      const { declarationId, ...fields } = raw;
      await caller.declarations.recordObjection({
        ...{ id, declarationId: asText(declarationId), raw: fields, expectedVersion },
      });
      return redirect(`${LIST}/${id}`);
    }
    if (intent === 'settle') {
      await caller.declarations.settleObjection({ id, objectionId: text('objectionId'), raw, expectedVersion });
      return redirect(`${LIST}/${id}`);
    }
    await caller.declarations.concludeNotice({ id, raw, expectedVersion });
    return redirect(`${LIST}/${id}?paper=certificate`);
  });
}

/** One 公示: what hangs on the wall, how it ended, and the certificate of it. */
export default function Notice() {
  const notice = useLoaderData<typeof loader>();
  const refusal = asRefusal(useActionData<typeof action>());
  const [query] = useSearchParams();
  const at = `${LIST}/${notice.id}`;
  const settling = notice.objections.find(({ id }) => id === query.get('settle'));
  const asked = query.has('object') || settling !== undefined;
  const certificate = query.get('paper') === 'certificate' ? notice.certificateBlocks : null;
  return (
    <>
      <Breadcrumbs
        trail={[
          { label: '首页', to: '/work' },
          { label: '职称申报', to: '/work/declarations' },
          { label: '单位公示', to: LIST },
          { label: '公示详情' },
        ]}
      />
      <PageHead title="公示详情" lead={notice.planName} />
      <div className="stack">
        <NoticeFacts notice={notice} />
        <NoticeStage
          notice={notice}
          refusal={asked ? undefined : refusal}
          shown={certificate ? 'certificate' : 'notice'}
        />
        <Objections notice={notice} />
        {notice.certificateBlocks && (
          <Tabs
            label="公示文件"
            param="paper"
            items={[
              { label: '公示', value: '' },
              { label: '公示证明', value: 'certificate' },
            ]}
          />
        )}
        <Blocks blocks={certificate ?? notice.noticeBlocks} />
      </div>
      {query.has('object') && <ObjectionDrawer notice={notice} at={at} refusal={refusal} />}
      {settling && <SettlementDrawer notice={notice} at={at} refusal={refusal} objection={settling} />}
    </>
  );
}
