import { Form } from '@remix-run/react';
import { Note } from '../../components/note.tsx';
import type { ImportView } from './import-words.ts';

/** How far the job is; one may leave and come back. Only what waits can be cancelled. */
export function ImportProgress({ found }: { found: ImportView }) {
  const { phase, total, checked, stored } = found;
  if (phase === 'queued')
    return (
      <Note title="排队中" live>
        <p>马上开始。可以离开本页，完成后会通知您。</p>
        <Form method="post">
          <button className="btn" name="intent" value="cancel">
            取消导入
          </button>
        </Form>
      </Note>
    );
  const words =
    total === null
      ? '正在打开文件。'
      : `共 ${total} 行，已检查 ${checked} 行${stored > 0 ? `，已保存 ${stored} 行` : ''}。`;
  return (
    <Note title="正在导入" live>
      <p>{words}可以离开本页，完成后会通知您。</p>
      <progress
        className="batchbar"
        aria-label="导入进度"
        {...(total !== null && { max: total * 2, value: checked + stored })}
      />
    </Note>
  );
}
