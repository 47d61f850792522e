import { useEffect, useRef } from 'react';
import type { FieldIssue } from '../refusal.ts';
import { fieldId } from '../render/field-path.ts';
import { Icon } from './icon.tsx';

type Props = {
  /** Said when there are no issues, or above them. */
  message?: string;
  issues: readonly FieldIssue[];
  /** Changes with every refusal, so that a second one takes the focus again. */
  round?: unknown;
};

const PREFIX = '错误：';

/** Top of a refused form: takes the focus, counts, and leads to each field. Never a toast. */
export function ErrorSummary({ message, issues, round }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const count = issues.length;
  // One issue is its own message, and several are counted by the heading already.
  const more = count > 1 || issues[0]?.message === message ? undefined : message;
  useEffect(() => {
    box.current?.focus();
    if (!document.title.startsWith(PREFIX)) document.title = PREFIX + document.title;
    return () => {
      document.title = document.title.replace(PREFIX, '');
    };
  }, [round, count]);
  return (
    <div className="note note--error summary" role="alert" tabIndex={-1} ref={box}>
      <h2>
        <Icon name="alert" /> {count > 0 ? `有 ${count} 处需要更正` : '没有提交成功'}
      </h2>
      {more && <p>{more}</p>}
      {count > 0 && (
        <ol>
          {issues.map((issue, index) => (
            <li key={`${issue.path}-${index}`}>
              {issue.path ? <a href={`#${fieldId(issue.path)}`}>{issue.message}</a> : issue.message}
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
