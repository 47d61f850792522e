import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import { Link } from '../components/link.tsx';
import type { Platform } from '../context.ts';
import { clearKeptText } from '../render/kept-text.ts';
import { useFrame } from './use-frame.ts';

export function Brand({ platform, to }: { platform: Platform; to: string }) {
  return (
    <Link className="brand" to={to}>
      <span className="brand__seal" aria-hidden="true">
        <span>职称</span>
      </span>
      <span className="brand__n">
        <span>{platform.nameLines[0]}</span>
        <span>{platform.nameLines[1]}</span>
      </span>
    </Link>
  );
}

/** 大字显示: root at 125 %, kept in a cookie, works without scripts. */
function LargeTextSwitch({ on }: { on: boolean }) {
  return (
    <Form method="post" action="/display" className="hide-s" preventScrollReset>
      <input type="hidden" name="large" value={on ? '0' : '1'} />
      <button className="bandlink" aria-pressed={on}>
        {on ? '标准字号' : '大字显示'}
      </button>
    </Form>
  );
}

/** Signing out forgets the text kept on this device for unsaved forms. */
function SignOut() {
  return (
    <Form method="post" action="/auth/sign-out" onSubmit={clearKeptText} reloadDocument>
      <button className="bandlink">退出</button>
    </Form>
  );
}

type Props = {
  wide?: boolean;
  home: string;
  /** A link among those of the person, before 退出. */
  own?: ReactNode;
  /** What stands before the name. */
  children?: ReactNode;
};

/** The blue band of every page (AH-01.16): platform name, 您好, name, 退出. */
export function Band({ wide = false, home, own, children }: Props) {
  const { platform, person, assignments, largeText, ownPassword } = useFrame();
  return (
    <header className={wide ? 'top top--unit' : 'top'}>
      <div className={wide ? 'top__in' : 'wrap top__in'}>
        <Brand platform={platform} to={home} />
        <div className="who">
          <LargeTextSwitch on={largeText} />
          {children}
          {person && <span className="nw">您好，{person.name}</span>}
          {person && (
            <span className="who__acts">
              {own}
              {assignments.length > 1 && <Link to="/auth/assignments">切换身份</Link>}
              {ownPassword && (
                <Link className="bandlink" to="/password">
                  修改密码
                </Link>
              )}
              <SignOut />
            </span>
          )}
        </div>
      </div>
    </header>
  );
}
