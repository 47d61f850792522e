import { useEffect, useRef } from 'react';
import { Link } from '../../../components/link.tsx';
import { SessionExpired } from '../../../components/session-expired.tsx';
import type { FieldIssue, Refusal } from '../../../refusal.ts';
import { fieldId } from '../../../render/field-path.ts';
import { mendWords } from '../../plans/declare-now.tsx';

function Said({ path, message, mendAt }: FieldIssue) {
  if (mendAt)
    return (
      <>
        {message} <Link to={mendAt}>{mendAt.includes('/fill') ? '去修改' : mendWords(mendAt)}</Link>
      </>
    );
  return path ? <a href={`#${fieldId(path)}`}>{message}</a> : <>{message}</>;
}

/** Why something was not done: takes the focus, every reason, each with the way to mend it. */
export function RefusalNote({ refusal, onRetry }: { refusal: Refusal; onRetry(): void }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [refusal]);
  if (refusal.code === 'EXPIRED') return <SessionExpired onRetry={onRetry} />;
  const { issues, message } = refusal;
  return (
    <div className="note note--error summary" role="alert" tabIndex={-1} ref={box}>
      {(issues.length !== 1 || issues[0]?.message !== message) && <p>{message}</p>}
      {issues.length > 0 && (
        <ul>
          {issues.map((issue, index) => (
            <li key={index}>
              <Said {...issue} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
