import { Icon } from '../components/icon.tsx';
import { clockOf } from '../beijing-time.ts';
import type { AutosaveState } from './autosave.ts';

const DEVICE = {
  offline: '离线，已存在本机。网络恢复后自动保存',
  busy: '现在使用的人很多，已存在本机。过一会儿自动保存',
  expired: '登录已过期，已存在本机。重新登录后继续',
  refused: '已存在本机',
} as const;

const minute = (at: Date): string => clockOf(at).slice(0, 5);

/**
 * Quiet: kept by itself, and not yet what the button does. Only what the person has to know is announced.
 * @param act word on the main button, e.g. 提交
 */
export function AutosaveMark({ state, act }: { state: AutosaveState; act: string }) {
  if (state.kind === 'saved')
    return (
      <p className="hint autosave">
        <Icon name="save" />
        <span>
          已自动保存 {minute(state.at)}，点“{act}”后才生效
        </span>
      </p>
    );
  const words =
    state.kind === 'device'
      ? `${DEVICE[state.why]}，还没有${act}。`
      : state.kind === 'closed'
        ? '这份内容已在另一处提交或办结，不能再改；这里填写的没有保存。'
        : '';
  return (
    <p className="hint autosave" role="status">
      {words && <Icon name={state.kind === 'closed' ? 'alert' : 'save'} />}
      {words && <span>{words}</span>}
    </p>
  );
}
