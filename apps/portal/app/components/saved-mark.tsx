import { clockOf } from '../beijing-time.ts';
import { Icon } from './icon.tsx';

export type SaveState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; /** ISO instant */ readonly at: string }
  | { readonly kind: 'failed' };

/** Saved is not submitted: the two never share a word. Only a failure is announced at once. */
export function SavedMark({ state }: { state: SaveState }) {
  if (state.kind === 'idle') return <span className="saved">尚未保存</span>;
  if (state.kind === 'saving') return <span className="saved">正在保存…</span>;
  if (state.kind === 'failed')
    return (
      <span className="saved saved--no" role="alert">
        <Icon name="alert" />
        没有保存：网络不通，已留在本机，正在重试
      </span>
    );
  return (
    <span className="saved">
      <Icon name="save" />
      <span>
        草稿已保存 {clockOf(state.at)}，<b>尚未提交</b>
      </span>
    </span>
  );
}
