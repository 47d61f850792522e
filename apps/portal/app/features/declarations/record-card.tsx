import type { Caller } from '@zhicheng/core';
import { dayOf, spoken } from '../../beijing-time.ts';
import { Days } from '../../components/days.tsx';
import { KeyValues, type Pair } from '../../components/key-values.tsx';
import { Link } from '../../components/link.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { Tracker } from '../../components/tracker.tsx';
import { faceOf, trackerSteps } from './state.ts';

export type Card = Awaited<ReturnType<Caller['declarations']['overview']>>['current'][number];
export type Heading = Awaited<ReturnType<Caller['declarations']['overview']>>['history'][number];

/** AH-15.04: the fields of a record, in this order. */
export const recordFacts = (card: Heading): Pair[] => [
  ['申报年度', String(card.year)],
  ['申报专业', card.specialty],
  ['申报职称', card.title],
  ['申报级别', card.levelLabel],
  ['申报方式', card.kindLabel],
  ['是否面试', card.interview ? '需要' : '不需要'],
  ['申报时间', dayOf(card.submittedAt ?? card.createdAt)],
  ['起止日期', <Days key="days" from={card.declareFrom} until={card.declareUntil} />],
  [
    '申报状态',
    <StateTag key="state" face={faceOf(card.state)}>
      {card.stateLabel}
    </StateTag>,
  ],
];

/** What the system makes for a declaration besides the review form (AH-19.04). */
const KIND_FORMS: Readonly<Record<Heading['kind'], string | null>> = {
  REGULAR: null,
  EXCEPTIONAL: '破格审批表',
  TRANSFER: '转评申报表',
};

/** AH-15.06: the buttons by state; 填报 is the one to press while there is something to do. */
export function RecordActs({ card, view = true }: { card: Heading; view?: boolean }) {
  return (
    <div className="acts">
      {card.editable && (
        <Link className="btn btn--go" to={`/declarations/${card.id}/fill`}>
          填报
        </Link>
      )}
      {view && (
        <Link className="btn" to={`/declarations/${card.id}`}>
          查看
        </Link>
      )}
      <a className="btn" href={`/declarations/${card.id}/review-form.docx`}>
        导出评审表
      </a>
      {card.interview && (
        <>
          <Link className="btn" to={`/declarations/${card.id}/interview#exemption`}>
            免面试
          </Link>
          <Link className="btn" to={`/declarations/${card.id}/interview#ticket`}>
            打印准考证
          </Link>
        </>
      )}
      {KIND_FORMS[card.kind] && (
        <Link className="btn" to={`/declarations/${card.id}/kind-form`}>
          {KIND_FORMS[card.kind]}
        </Link>
      )}
    </div>
  );
}

/** 删除 stands apart, with its consequence under it (AH-15.10). */
export function RemoveRecord({ card }: { card: Heading }) {
  if (!card.editable) return null;
  return (
    <div className="record__x">
      <Link className="btn btn--danger btn--s" to={`/declarations/${card.id}/remove`}>
        删除
      </Link>
      <p className="hint">删除后须在 {spoken(card.declareUntil)} 前重新申报，逾期无法申报。改材料不必删除。</p>
    </div>
  );
}

export const recordTitle = ({ year, committee }: Heading): string => `${year}年—${committee}`;

/** Where audit begins once a returned record is handed in again. */
export const afterResubmission = ({ by, goesOn }: NonNullable<Card['returned']>): string =>
  goesOn
    ? `重新提交后，由${by}接着审，此前各级的通过沿用；换了单位、专业、职称或申报类型的，从单位审核起逐级再审。`
    : '重新提交后，从单位审核起逐级再审。';

/** What is due now, in one sentence. */
export function Due({ card }: { card: Card }) {
  if (card.returned)
    return (
      <p>
        {card.returned.by}退回了申报。请在 <b>{spoken(card.workUntil)}</b>（北京时间）前修改并重新提交。
      </p>
    );
  const now = card.tracker.find(({ face }) => face === 'now')?.note;
  if (card.state === 'inAudit' && now) return <p>现在由{now}审核。需要改动，请联系对方退回。</p>;
  if (card.state === 'draft')
    return (
      <p>
        还没有提交。请在 <b>{spoken(card.workUntil)}</b>（北京时间）前提交。
      </p>
    );
  return null;
}

/** One record under 当前申报记录: state, facts, tracker, buttons. */
export function RecordCard({ card }: { card: Card }) {
  return (
    <article className="record" aria-label={recordTitle(card)}>
      <div className="record__h">
        <h3>
          {recordTitle(card)} <StateTag face={faceOf(card.state)}>{card.stateLabel}</StateTag>
        </h3>
        <Link to={`/declarations/${card.id}`} aria-label={`查看${recordTitle(card)}`}>
          查看
        </Link>
      </div>
      <p className="muted">{card.planName}</p>
      <Due card={card} />
      <Tracker steps={trackerSteps(card.tracker)} />
      <KeyValues items={recordFacts(card)} />
      <RecordActs card={card} />
      <RemoveRecord card={card} />
    </article>
  );
}
