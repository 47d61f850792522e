const MINUTE = 60_000;

/** 3 分钟前, 2 小时前, 5 天前 */
export function timeAgo(at: string, now: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - new Date(at).getTime()) / MINUTE));
  if (minutes < 1) return '刚才';
  if (minutes < 60) return ` ${minutes} 分钟前`;
  if (minutes < 24 * 60) return ` ${Math.floor(minutes / 60)} 小时前`;
  return ` ${Math.floor(minutes / (24 * 60))} 天前`;
}

/** What was typed on an earlier visit, on this device or another, stands in the form again. */
export function RestoredNote({ at, onRevert }: { at: string | null; onRevert(): void }) {
  return (
    <div className="note restored" role="status">
      <p>已恢复{at === null ? '上次' : timeAgo(at, new Date())}未保存的内容，还没有提交。</p>
      <button type="button" className="linkbtn" onClick={onRevert}>
        放弃<span className="vh">这些内容，用已保存的</span>
      </button>
    </div>
  );
}
