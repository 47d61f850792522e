import { Form } from '@remix-run/react';
import type { Caller } from '@zhicheng/core';
import { minuteOf } from '../../beijing-time.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Link } from '../../components/link.tsx';

type Message = Awaited<ReturnType<Caller['notifications']['list']>>[number];

function Item({ message: { id, text, link, createdAt, readAt } }: { message: Message }) {
  return (
    <li className="todo message">
      <div>
        <p className={readAt ? undefined : 'message__new'}>
          {!readAt && <span className="message__mark">未读</span>}
          {text}
        </p>
        <p>
          <time dateTime={createdAt.toISOString()}>{minuteOf(createdAt)}</time>
        </p>
      </div>
      {link && (
        <Form method="post">
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="to" value={link} />
          <button className="btn btn--s">
            查看<span className="vh">：{text}</span>
          </button>
        </Form>
      )}
    </li>
  );
}

type Props = { messages: readonly Message[]; older: string | undefined; first: boolean };

/** Messages newest first; 查看 marks one as read and leads to what it is about. */
export function Messages({ messages, older, first }: Props) {
  if (messages.length === 0)
    return <EmptyState>{first ? '审核结果和提醒会列在这里。' : '没有更早的消息。'}</EmptyState>;
  return (
    <>
      <ul className="rows messages">
        {messages.map((message) => (
          <Item key={message.id} message={message} />
        ))}
      </ul>
      <nav className="acts" aria-label="更多消息">
        {!first && (
          <Link className="btn" to="/me/messages">
            回到最新
          </Link>
        )}
        {older && (
          <Link className="btn" to={`?before=${older}`}>
            更早的消息
          </Link>
        )}
      </nav>
    </>
  );
}
