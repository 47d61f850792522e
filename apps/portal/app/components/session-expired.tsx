import { useLocation } from '@remix-run/react';
import { Icon } from './icon.tsx';

/** Over an untouched form: sign in in a new tab, come back, go on. */
export function SessionExpired({ onRetry }: { onRetry: () => void }) {
  const { pathname, search } = useLocation();
  return (
    <div className="note note--back expired" role="alert">
      <h2>
        <Icon name="lock" /> 登录已过期，填写的内容还在
      </h2>
      <p>重新登录后继续。内容也留在本机，退出登录后清除。</p>
      <div className="acts">
        <a
          className="btn btn--s"
          href={`/login?to=${encodeURIComponent(pathname + search)}`}
          target="_blank"
          rel="noopener"
        >
          在新标签页登录
        </a>
        <button type="button" className="btn btn--s" onClick={onRetry}>
          已登录，继续提交
        </button>
      </div>
    </div>
  );
}
