import { minuteOf, remaining } from '../../beijing-time.ts';
import { Link } from '../../components/link.tsx';

type ClosingPlan = {
  readonly id: string;
  readonly name: string;
  readonly committee: string;
  readonly declareUntil: Date;
};
type Props = { plans: readonly ClosingPlan[]; now: string };

function PlanRow({ plan, now }: { plan: ClosingPlan; now: Date }) {
  const left = remaining(plan.declareUntil, now);
  return (
    <tr role="row">
      <td role="cell" className="lead">
        <Link to={`/plans/${plan.id}`}>{plan.name}</Link>
      </td>
      <td role="cell" data-l="评委会">
        <span className="v">{plan.committee}</span>
      </td>
      <td role="cell" data-l="申报截止" className="nw">
        <span className="v">{minuteOf(plan.declareUntil)}</span>
      </td>
      <td role="cell" data-l="还剩" className="nw">
        <span className="v">{left.urgent ? <b>{left.text}</b> : left.text}</span>
      </td>
    </tr>
  );
}

/** 近期截止: what a visitor must not miss, before signing in. */
export function ClosingPlans({ plans, now }: Props) {
  const instant = new Date(now);
  return (
    <section className="sec login__plans" aria-labelledby="closing">
      <div className="sec__h">
        <h2 id="closing">近期截止的评审计划</h2>
        <Link to="/plans">全部评审计划</Link>
      </div>
      {plans.length === 0 ? (
        <p className="muted">暂无数据。现在没有正在接受申报的评审计划，新计划发布后列在这里。</p>
      ) : (
        <table className="tbl rt" role="table">
          <thead>
            <tr role="row">
              <th scope="col">计划名称</th>
              <th scope="col">评委会</th>
              <th scope="col">申报截止（北京时间）</th>
              <th scope="col">还剩</th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            {plans.map((plan) => (
              <PlanRow key={plan.id} plan={plan} now={instant} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
