import { Form, useSubmit } from '@remix-run/react';
import type { Caller } from '@zhicheng/core';
import { Link } from '../../components/link.tsx';

type Plans = Awaited<ReturnType<Caller['declarations']['rosterPlans']>>;
type Roster = Awaited<ReturnType<Caller['declarations']['roster']>>;

/** Which plan the list is of; changing it shows the other at once, without scripts a button does. */
export function RosterPlans({ plans, current }: { plans: Plans; current: string }) {
  const submit = useSubmit();
  return (
    <Form method="get" className="field measure noprint" onChange={({ currentTarget }) => submit(currentTarget)}>
      <label htmlFor="roster-plan">评审计划</label>
      <select className="sel" id="roster-plan" name="plan" key={current} defaultValue={current}>
        {plans.map(({ id, name, people }) => (
          <option key={id} value={id}>
            {name}（{people} 人）
          </option>
        ))}
      </select>
      <noscript>
        <button className="btn">查看</button>
      </noscript>
    </Form>
  );
}

/** Links to the parts of a long list. */
export function PartsOf({ shown: { plan, total, size, part } }: { shown: Roster }) {
  const parts = Math.ceil(total / size);
  if (parts < 2) return null;
  return (
    <span className="links links--row">
      {Array.from({ length: parts }, (_, index) => index + 1).map((number) => (
        <Link
          key={number}
          to={`?${new URLSearchParams({ plan: plan.id, part: String(number) })}`}
          aria-current={number === part ? 'page' : undefined}
        >
          第 {number} 部分
        </Link>
      ))}
    </span>
  );
}
