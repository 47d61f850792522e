import { spoken } from '../../beijing-time.ts';
import { Link } from '../../components/link.tsx';
import { Note } from '../../components/note.tsx';
import { Tel } from '../../frames/footer.tsx';
import type { Binding } from './work-unit.tsx';

type Props = { binding: Binding; /** Leads to 变更单位; not on that page itself. */ link?: boolean };

/** Where the binding stands and what to do about it (AH-03.05..10); nothing for somebody who is bound and asks nothing. */
export function BindingCase({ binding: { approved, pending, why }, link = true }: Props) {
  if (why)
    return (
      <Note face={pending ? 'info' : 'back'} title={pending ? '待审核' : '还没有绑定工作单位'}>
        <p>{why.message}</p>
        {link && (
          <p className="links">
            <Link to="/me/unit">{pending ? '查看绑定申请' : '变更单位'}</Link>
          </p>
        )}
      </Note>
    );
  if (!pending) return null;
  return (
    <Note title="变更单位：待审核">
      <p>
        {pending.organisationName}还没有审核您的绑定（{spoken(pending.createdAt)} 申请）。审核通过前，工作单位仍是
        {approved?.organisationName}。
        {pending.officePhone && (
          <>
            单位电话：
            <Tel number={pending.officePhone} />
          </>
        )}
      </p>
    </Note>
  );
}
