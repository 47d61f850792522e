import { isRouteErrorResponse, useRouteError } from '@remix-run/react';
import type { ReactNode } from 'react';
import { Link } from '../components/link.tsx';
import type { Platform } from '../context.ts';
import { Tel } from './footer.tsx';
import { PublicFrame } from './public-frame.tsx';
import { homeOf } from './menu.ts';
import { useFrameIfAny } from './use-frame.ts';

type Said = { title: string; text: string };

const SAID: Record<number, Said> = {
  400: { title: '这次请求没有被接受', text: '页面可能打开太久了。请返回上一页，刷新后再试。' },
  403: { title: '当前身份不能打开这一页', text: '需要别的身份，请切换身份后再打开。没有相应身份，请联系单位管理员。' },
  404: { title: '没有找到这一页', text: '地址可能不完整，或者内容已经删除，或者不属于您当前的身份。' },
  409: { title: '内容在别处被改过', text: '请返回上一页，刷新后再操作。您填写的文字保留在本机。' },
};

const FAILED: Said = { title: '这一页没有打开', text: '没有改动任何内容。请过一会儿重试。' };

type ErrorProps = {
  title: string;
  children: ReactNode;
  /** Request number, read out to the hotline. */
  reference?: string;
  platform?: Platform;
  /** Links and buttons: what to do now. */
  acts?: ReactNode;
};

/** What failed, whether anything was saved, what to do, whom to call. */
export function ErrorPage({ title, children, reference, platform, acts }: ErrorProps) {
  return (
    <div className="measure">
      <h1>{title}</h1>
      <div className="note note--error errorpage__note">{children}</div>
      {acts && <div className="acts">{acts}</div>}
      {(platform || reference) && (
        <p className="hint errorpage__help">
          仍不行，请联系客服
          {platform?.hotlines.map((number, index) => (
            <span key={number}>
              {index > 0 ? '、' : ' '}
              <Tel number={number} />
            </span>
          ))}
          {reference && `，并报编号 ${reference}`}。
        </p>
      )}
    </div>
  );
}

type NoPermissionProps = {
  /** 单位管理员, 主管部门审核员 … */
  needed: string;
  /** The capacity that is active now. */
  active?: string;
  /** Who grants it. */
  grantedBy: string;
  /** Whether the person holds other capacities to switch to. */
  canSwitch: boolean;
};

/** Which capacity is needed, which one is active, how to switch, who grants it. */
export function NoPermission({ needed, active, grantedBy, canSwitch }: NoPermissionProps) {
  return (
    <ErrorPage
      title="当前身份不能打开这一页"
      acts={
        canSwitch && (
          <Link className="btn btn--go" to="/auth/assignments">
            切换身份
          </Link>
        )
      }
    >
      <p>
        需要的身份：<b>{needed}</b>。{active && `现在的身份：${active}。`}
      </p>
      <p>这个身份由{grantedBy}授予。</p>
    </ErrorPage>
  );
}

/** A response may carry `{ message, requestId }`; its message is written for people. */
function bodyOf(data: unknown): { message?: string; requestId?: string } {
  if (typeof data !== 'object' || data === null) return {};
  return {
    ...('message' in data && typeof data.message === 'string' && { message: data.message }),
    ...('requestId' in data && typeof data.requestId === 'string' && { requestId: data.requestId }),
  };
}

function said(error: unknown): Said & { status: number; reference?: string } {
  if (!isRouteErrorResponse(error)) return { ...FAILED, status: 500 };
  const { message, requestId } = bodyOf(error.data);
  const words = SAID[error.status] ?? FAILED;
  return { title: words.title, text: message ?? words.text, status: error.status, reference: requestId };
}

/** Title of the window while an error page is shown. */
export const errorTitle = (error: unknown): string => `${said(error).title} - 职称申报`;

/** Default error boundary of every route: same band, plain words, a way on. */
export function RouteErrorPage() {
  const frame = useFrameIfAny();
  const { title, text, status, reference } = said(useRouteError());
  const page = (
    <ErrorPage
      title={title}
      platform={frame?.platform}
      reference={reference ?? (status >= 500 ? frame?.requestId : undefined)}
      acts={
        <>
          {status >= 500 && (
            <a className="btn btn--go" href="">
              重试
            </a>
          )}
          {status === 403 && frame && frame.assignments.length > 1 && (
            <Link className="btn" to="/auth/assignments">
              切换身份
            </Link>
          )}
          <Link className="btn" to={frame?.active ? homeOf(frame.active.role) : '/'}>
            回到首页
          </Link>
        </>
      }
    >
      <p>{text}</p>
    </ErrorPage>
  );
  return frame ? <PublicFrame>{page}</PublicFrame> : <main className="wrap page">{page}</main>;
}
