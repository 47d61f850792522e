import type { FileRef } from '@zhicheng/series-kit';
import { useId, useState } from 'react';
import { Icon } from '../icon.tsx';
import { extensionOf, megabytes } from './checks.ts';
import { renameFile } from './send.ts';

export const fileAddress = ({ id }: Pick<FileRef, 'id'>): string => `/files/${encodeURIComponent(id)}`;

const stemOf = (name: string): string => name.replace(/\.[^.]+$/, '');

/** Inline; the extension cannot be changed (AH-04.11). */
function Rename({ file, onDone }: { file: FileRef; onDone(name: string | null): void }) {
  const [stem, setStem] = useState(stemOf(file.name));
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const id = useId();
  const extension = file.name.slice(stemOf(file.name).length);
  const save = async () => {
    const name = `${stem.trim()}${extension}`;
    if (stem.trim() === '') return setProblem('请填写文件名。');
    setBusy(true);
    const refused = await renameFile(file.id, name);
    setBusy(false);
    if (refused) setProblem(refused);
    else onDone(name);
  };
  return (
    <span className="rename">
      <label className="vh" htmlFor={id}>
        新文件名
      </label>
      <input
        className="in in--s"
        id={id}
        value={stem}
        maxLength={100}
        autoFocus
        aria-describedby={problem && `${id}-e`}
        onChange={({ currentTarget }) => setStem(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone(null);
          if (event.key !== 'Enter') return;
          event.preventDefault();
          void save();
        }}
      />
      <span className="file__m">{extension}</span>
      <span className="links small">
        <button type="button" className="linkbtn" onClick={() => void save()} disabled={busy}>
          保存文件名
        </button>
        <button type="button" className="linkbtn" onClick={() => onDone(null)}>
          取消
        </button>
      </span>
      {problem && (
        <span className="err" id={`${id}-e`}>
          {problem}
        </span>
      )}
    </span>
  );
}

type Props = { file: FileRef; onRename(name: string): void; onRemove(): void };

/** A file that is in: link, size, 改名, 移除. */
export function StoredFile({ file, onRename, onRemove }: Props) {
  const [renaming, setRenaming] = useState(false);
  const picture = ['jpg', 'png', 'bmp'].includes(extensionOf(file.name));
  return (
    <li className="file">
      {picture ? (
        <img className="file__thumb" src={`${fileAddress(file)}?view=thumb`} alt="" loading="lazy" />
      ) : (
        <Icon name="file" />
      )}
      {renaming ? (
        <Rename
          file={file}
          onDone={(name) => {
            setRenaming(false);
            if (name !== null) onRename(name);
          }}
        />
      ) : (
        <>
          <span>
            <a href={fileAddress(file)} target="_blank" rel="noopener">
              {file.name}
            </a>{' '}
            <span className="file__m">{megabytes(file.bytes)}</span>
          </span>
          <span className="links small">
            <button type="button" className="linkbtn" onClick={() => setRenaming(true)}>
              改名<span className="vh">{file.name}</span>
            </button>
            <button type="button" className="linkbtn" onClick={onRemove}>
              移除<span className="vh">{file.name}</span>
            </button>
          </span>
        </>
      )}
    </li>
  );
}
