import { KeyValues } from '../../components/key-values.tsx';
import { Link } from '../../components/link.tsx';
import { Note } from '../../components/note.tsx';
import { ACCOUNTS } from './words.ts';

export type Told = { readonly accountId: string; readonly username: string; readonly password: string | null };

/** The answer of an action that set an initial password: the only place where it is ever read. */
export const asTold = (answer: unknown): Told | undefined =>
  typeof answer === 'object' && answer !== null && 'password' in answer ? (answer as Told) : undefined;

/** The initial password, told once; where the same form came twice there is none to tell. */
export function PasswordTold({ told, title }: { told: Told; title: string }) {
  const { accountId, username, password } = told;
  return (
    <Note live title={title}>
      {password === null ? (
        <p>
          初始密码只显示一次，已经显示过。没有记下的，到<Link to={`${ACCOUNTS}/${accountId}`}>这个账号</Link>重置密码。
        </p>
      ) : (
        <>
          <KeyValues
            columns={1}
            items={[
              ['账号', username],
              ['初始密码', <code key="password">{password}</code>],
            ]}
          />
          <p>密码只显示这一次，离开本页后不能再查看。请当面或电话告知单位；首次登录须先修改。</p>
        </>
      )}
    </Note>
  );
}
