import type { Caller } from '@zhicheng/core';
import { spoken } from '../../beijing-time.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Link } from '../../components/link.tsx';
import { Section } from '../../components/section.tsx';
import { StateTag, type StateFace } from '../../components/state-tag.tsx';
import { recordTitle, type Card } from '../declarations/record-card.tsx';
import { faceOf } from '../declarations/state.ts';
import { entryFace } from '../library/entry-words.ts';

type Binding = Awaited<ReturnType<Caller['organisations']['bindingStatus']>>;
type OpenWork = Awaited<ReturnType<Caller['library']['openWork']>>[number];

export type ToDo = {
  readonly key: string;
  readonly state?: { readonly face: StateFace; readonly label: string };
  readonly title: string;
  readonly text: string;
  readonly to: string;
  readonly action: string;
};

const ofDeclaration = (card: Card): ToDo => ({
  key: card.id,
  state: { face: faceOf(card.state), label: card.stateLabel },
  title: card.returned ? `${recordTitle(card)}：需修改` : `${recordTitle(card)}：尚未提交`,
  text: card.returned
    ? `请于 ${spoken(card.workUntil)} 前重新提交。退回单位：${[card.returned.by, card.returned.phone].filter(Boolean).join('，')}`
    : `请于 ${spoken(card.workUntil)} 前提交。`,
  to: card.returned ? `/declarations/${card.id}` : `/declarations/${card.id}/fill`,
  action: card.returned ? '查看退回意见' : '继续填报',
});

const ofEntries = (work: OpenWork): ToDo => ({
  key: `${work.entity}-${work.state}`,
  state: { face: entryFace(work.state), label: work.stateLabel },
  title: `${work.label}：${work.count} 条${work.returned ? '被退回' : '尚未提交'}`,
  text: work.returned
    ? (work.reason ?? '单位退回，请修改后重新提交。')
    : `保存于 ${spoken(work.updatedAt)}，单位还看不到。`,
  to: work.count > 1 ? `/library/${work.entity}` : `/library/${work.entity}/${work.entryId}/edit`,
  action: work.returned ? '修改并重新送审' : '继续填写',
});

const ofBinding = ({ why, lastReturned, pending }: Binding): ToDo[] =>
  why
    ? [
        {
          key: 'binding',
          state: pending
            ? { face: 'audit', label: '待审核' }
            : lastReturned
              ? { face: 'back', label: '退回' }
              : { face: 'draft', label: '未绑定' },
          title: pending ? `绑定${pending.organisationName}：等待单位审核` : '还没有绑定工作单位',
          text: why.message,
          to: why.mendAt,
          action: pending ? '查看绑定' : '变更单位',
        },
      ]
    : [];

type Parts = { cards: readonly Card[]; work: readonly OpenWork[]; binding: Binding; series: boolean; unread: number };

/** What waits for this person, most pressing first: returned, then what blocks everything, then what is unfinished. */
export function toDos({ cards, work, binding, series, unread }: Parts): ToDo[] {
  const editable = cards.filter(({ editable: open }) => open);
  return [
    ...editable.filter(({ returned }) => returned).map(ofDeclaration),
    ...ofBinding(binding),
    ...(series
      ? []
      : [
          {
            key: 'series',
            title: '还没有选择所在职称系列',
            text: '选择后，业绩库会列出本系列专用的业绩。',
            to: '/me/edit',
            action: '完善信息',
          },
        ]),
    ...work.filter(({ returned }) => returned).map(ofEntries),
    ...editable.filter(({ returned }) => !returned).map(ofDeclaration),
    ...work.filter(({ returned }) => !returned).map(ofEntries),
    ...(unread > 0
      ? [
          {
            key: 'messages',
            title: `${unread >= 100 ? '100 条以上' : `${unread} 条`}未读消息`,
            text: '审核结果和提醒都在这里。',
            to: '/me/messages',
            action: '查看消息',
          },
        ]
      : []),
  ];
}

/** 待处理事项 (AH-05.02); the first one is the one to press. */
export function ToDoList({ items }: { items: readonly ToDo[] }) {
  return (
    <Section title={`待处理事项（${items.length}）`} id="todo" aside={<Link to="/me/messages">全部消息</Link>}>
      {items.length === 0 ? (
        <EmptyState title="没有待处理的事项">退回、草稿和未完成的绑定会列在这里。</EmptyState>
      ) : (
        <ul className="rows">
          {items.map(({ key, state, title, text, to, action }, index) => (
            <li key={key} className="todo">
              <div>
                <p className="todo__t">
                  {state && <StateTag face={state.face}>{state.label}</StateTag>} {title}
                </p>
                <p>{text}</p>
              </div>
              <Link className={index === 0 ? 'btn btn--go' : 'btn'} to={to}>
                {action}
                <span className="vh">：{title}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
