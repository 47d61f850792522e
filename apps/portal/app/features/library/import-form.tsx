import { Form } from '@remix-run/react';
import type { Entity, FileRef } from '@zhicheng/series-kit';
import { useState } from 'react';
import { FileSlot } from '../../components/file-slot/file-slot.tsx';
import { Link } from '../../components/link.tsx';
import { MODES } from './import-words.ts';

const RULES = { types: ['xlsx'], maxMB: 10, maxCount: 1 };

type Props = { entity: Entity; idempotencyKey: string; error?: string };

/** 导入: template, what to do with wrong rows, file. */
export function ImportForm({ entity, idempotencyKey, error }: Props) {
  const [files, setFiles] = useState<readonly FileRef[]>([]);
  const list = `/library/${entity.code}`;
  return (
    <Form method="post" className="kitform measure" noValidate>
      <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
      <input type="hidden" name="fileId" value={files[0]?.id ?? ''} />
      <p>
        <a href={`${list}/workbook`} download>
          {entity.label}模板下载
        </a>
        ，每行填一条，一次最多 5000 行。日期写成 2024-01-31、2024.1.31 或 2024年1月31日都可以。
      </p>
      <fieldset className="group">
        <legend className="lab">有不正确的行时</legend>
        <div className="ticks">
          {MODES.map(([mode, label]) => (
            <label key={mode} className="tick">
              <input type="radio" name="mode" value={mode} defaultChecked={mode === 'good'} /> {label}
            </label>
          ))}
        </div>
      </fieldset>
      <FileSlot
        id="fileId"
        label="导入文件"
        required
        rules={RULES}
        slot={`${list}/import`}
        files={files}
        onChange={setFiles}
        prompt="浏览文件"
        error={files.length === 0 ? error : undefined}
      />
      <div className="acts">
        <button className="btn btn--go">导入</button>
        <Link className="btn" to={list}>
          取消
        </Link>
      </div>
    </Form>
  );
}
