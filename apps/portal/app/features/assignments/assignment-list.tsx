import { Form } from '@remix-run/react';
import { ErrorSummary } from '../../components/error-summary.tsx';
import { useFrame } from '../../frames/use-frame.ts';
import type { Refusal } from '../../refusal.ts';

/** Every capacity the account holds; the active one is marked. */
export function AssignmentList({ refusal }: { refusal?: Refusal }) {
  const { assignments, active, person } = useFrame();
  return (
    <>
      {refusal && <ErrorSummary message={refusal.message} issues={refusal.issues} round={refusal} />}
      <ul className="rows measure assignments">
        {assignments.map(({ id, capacityLabel, organisationName }) => {
          const name = organisationName ?? person?.name ?? '';
          return (
            <li key={id} className="todo" aria-current={id === active?.id || undefined}>
              <div>
                <p className="todo__t">{capacityLabel}</p>
                <p>{name}</p>
              </div>
              {id === active?.id ? (
                <b>现在的身份</b>
              ) : (
                <Form method="post">
                  <input type="hidden" name="assignmentId" value={id} />
                  <button className="btn">
                    切换到{capacityLabel}
                    <span className="vh">，{name}</span>
                  </button>
                </Form>
              )}
            </li>
          );
        })}
      </ul>
      {assignments.length <= 1 && (
        <p className="hint">您只有一个身份。需要别的身份，请联系单位管理员或当地人社部门。</p>
      )}
    </>
  );
}
