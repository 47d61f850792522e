import { randomUUID } from 'node:crypto';
import { useActionData, useLoaderData, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { readChange } from '../change.ts';
import { Link } from '../components/link.tsx';
import { ArrangementFacts, ExemptionCase, ExemptionForm } from '../features/declarations/interview.tsx';
import { recordTitle } from '../features/declarations/record-card.tsx';
import { Section } from '../components/section.tsx';
import { WhyButton } from '../components/why-button.tsx';
import { Page, PageHead } from '../frames/page.tsx';
import { asRefusal, attempt, orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '面试 - 职称申报' }];

export async function loader({ context: { caller }, params: { id = '' } }: LoaderFunctionArgs) {
  return orErrorPage(async () => {
    const [{ card }, interview] = await Promise.all([
      caller.declarations.detail({ id }),
      caller.declarations.interview({ id }),
    ]);
    return { card, interview, idempotencyKey: randomUUID() };
  });
}

export async function action({ context: { caller }, params: { id = '' }, request }: ActionFunctionArgs) {
  const { raw, idempotencyKey } = await readChange(request);
  return attempt(async () => {
    await caller.declarations.requestExemption({ id, raw, idempotencyKey });
    return redirect(`/declarations/${id}/interview`);
  });
}

/** 免面试 and 打印准考证 (AH-15.07): what is arranged, what was asked, and why what cannot be done now cannot. */
export default function Interview() {
  const { card, interview } = useLoaderData<typeof loader>();
  const refusal = asRefusal(useActionData<typeof action>());
  const { arrangement, exemption, whyNoExemption, whyNoTicket } = interview;
  return (
    <Page
      back={`/declarations/${card.id}`}
      trail={[
        { label: '首页', to: '/home' },
        { label: '职称申报', to: '/declarations' },
        { label: '申报信息详情', to: `/declarations/${card.id}` },
        { label: '面试' },
      ]}
    >
      <PageHead title="面试" lead={`${recordTitle(card)}，${card.specialty}，${card.title}`} />
      <Section title="打印准考证" id="ticket">
        {arrangement && <ArrangementFacts arrangement={arrangement} />}
        <div className="acts">
          {whyNoTicket ? (
            <WhyButton reason={whyNoTicket}>打印准考证</WhyButton>
          ) : (
            <Link className="btn btn--go" to={`/declarations/${card.id}/admission-ticket`}>
              打印准考证
            </Link>
          )}
        </div>
      </Section>
      <Section title="免面试" id="exemption" hint="符合免面试规定的，可以申请一次，由评委会组建单位决定。">
        {exemption && <ExemptionCase exemption={exemption} />}
        {!exemption && whyNoExemption && <WhyButton reason={whyNoExemption}>申请免面试</WhyButton>}
        {!whyNoExemption && <ExemptionForm id={card.id} main={whyNoTicket !== null} refusal={refusal} />}
      </Section>
    </Page>
  );
}
