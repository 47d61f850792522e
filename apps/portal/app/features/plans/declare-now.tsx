import { Form } from '@remix-run/react';
import { spoken } from '../../beijing-time.ts';
import { Link } from '../../components/link.tsx';
import { WhyButton } from '../../components/why-button.tsx';
import { Tel } from '../../frames/footer.tsx';
import type { FieldIssue } from '../../refusal.ts';
import type { PlanDetailData } from './plan-detail.tsx';

/** Why 马上申报 is open or not: for an applicant, for another capacity, for nobody. */
export type Eligibility =
  | { readonly kind: 'signedOut' }
  | { readonly kind: 'otherCapacity'; readonly capacity: string; readonly canSwitch: boolean }
  | { readonly kind: 'applicant'; readonly reasons: readonly FieldIssue[] };

const MEND_WORDS: readonly (readonly [start: string, words: string])[] = [
  ['/declarations', '查看申报记录'],
  ['/me/unit', '去变更单位'],
  ['/register', '去完成个人注册'],
];

/** What the link to the remedy is called; it names its target. */
export const mendWords = (to: string): string => MEND_WORDS.find(([start]) => to.startsWith(start))?.[1] ?? '去办理';

function Remedies({ reasons, plan }: { reasons: readonly FieldIssue[]; plan: PlanDetailData }) {
  const links = [...new Set(reasons.flatMap(({ mendAt }) => (mendAt ? [mendAt] : [])))];
  return (
    <div className="declare__why">
      {links.length > 0 && (
        <p className="links">
          {links.map((to) => (
            <Link key={to} to={to}>
              {mendWords(to)}
            </Link>
          ))}
        </p>
      )}
      <p className="hint">
        有疑问，请联系{plan.office}：{plan.contact.person}，<Tel number={plan.contact.phone} />
      </p>
    </div>
  );
}

/** Whoever has a postponement of his own is told so after signing in. */
function SignedOut({ plan }: { plan: PlanDetailData }) {
  const login = `/login?to=${encodeURIComponent(`/plans/${plan.id}`)}`;
  if (plan.phase === 'closed')
    return (
      <div className="declare">
        <p>申报已于 {spoken(plan.declareUntil)} 截止。下一年度计划发布后可再报。</p>
        <p className="hint">
          特殊情况请联系{plan.office}：{plan.contact.person}，<Tel number={plan.contact.phone} />
          。已为您办理延期的，<Link to={login}>登录后申报</Link>。
        </p>
      </div>
    );
  return (
    <div className="declare">
      {plan.phase === 'upcoming' && <p>{spoken(plan.declareFrom)} 开始申报。</p>}
      <Link className="btn btn--go" to={login}>
        登录后申报
      </Link>
    </div>
  );
}

type Props = { plan: PlanDetailData; eligibility: Eligibility };

/** 马上申报 (AH-16.06..11): greyed with every reason at once, and where each is mended. */
export function DeclareNow({ plan, eligibility }: Props) {
  if (eligibility.kind === 'signedOut') return <SignedOut plan={plan} />;
  if (eligibility.kind === 'otherCapacity')
    return (
      <div className="declare">
        <WhyButton reason={`现在的身份是${eligibility.capacity}，申报须以申报人的身份办理。`}>马上申报</WhyButton>
        {eligibility.canSwitch && <Link to="/auth/assignments">切换身份</Link>}
      </div>
    );
  const { reasons } = eligibility;
  return (
    <div className="declare" id="declare">
      <Form action={`/plans/${plan.id}/select`}>
        <WhyButton
          className={reasons.length > 0 ? 'btn' : 'btn btn--go'}
          reason={reasons.map(({ message }) => message).join(' ') || null}
        >
          马上申报
        </WhyButton>
      </Form>
      {reasons.length > 0 && <Remedies reasons={reasons} plan={plan} />}
    </div>
  );
}
