import type { FileRef } from '@zhicheng/series-kit';
import { useId, useState } from 'react';
import { Icon } from '../icon.tsx';
import { extensionOf, megabytes } from './checks.ts';
import { dayOf } from '../../beijing-time.ts';
import { renameFile, turnFile } from './send.ts';
import type { Earlier } from './sending.ts';
import type { Remark } from './use-uploads.ts';

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

type Props = {
  file: FileRef;
  remark?: Remark;
  onRename(name: string): void;
  /** Another file in the place of this one: turned, or the one uploaded before. */
  onReplace(file: FileRef): void;
  onRemove(): void;
  onSettle(): void;
};

function Turn({ file, onReplace }: Pick<Props, 'file' | 'onReplace'>) {
  const [state, setState] = useState<'ready' | 'busy' | 'failed'>('ready');
  const turn = async () => {
    if (state === 'busy') return;
    setState('busy');
    const turned = await turnFile(file.id);
    setState(turned ? 'ready' : 'failed');
    if (turned) onReplace({ ...turned, name: file.name });
  };
  return (
    <>
      <button type="button" className="linkbtn" aria-busy={state === 'busy' || undefined} onClick={() => void turn()}>
        旋转<span className="vh"> 90 度：{file.name}</span>
      </button>
      {state === 'failed' && (
        <span className="err" role="alert">
          没有旋转，请重试。
        </span>
      )}
    </>
  );
}

type SameProps = { earlier: Earlier; onUse(): void; onKeep(): void };

function SameAsBefore({ earlier, onUse, onKeep }: SameProps) {
  return (
    <p className="hint file__remark" role="status">
      您已上传过这份文件（{earlier.name}，{dayOf(earlier.at)}），可直接使用。{' '}
      <button type="button" className="linkbtn" onClick={onUse}>
        使用已有的<span className="vh">：{earlier.name}</span>
      </button>{' '}
      <button type="button" className="linkbtn" onClick={onKeep}>
        仍用这次上传的<span className="vh">：{earlier.name}</span>
      </button>
    </p>
  );
}

/** A file that is in: link, size, 旋转 of a picture, 改名, 移除; below it what is to be said of it. */
export function StoredFile({ file, remark, onRename, onReplace, onRemove, onSettle }: Props) {
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
            {picture && <Turn file={file} onReplace={onReplace} />}
            <button type="button" className="linkbtn" onClick={() => setRenaming(true)}>
              改名<span className="vh">{file.name}</span>
            </button>
            <button type="button" className="linkbtn" onClick={onRemove}>
              移除<span className="vh">{file.name}</span>
            </button>
          </span>
        </>
      )}
      {remark?.quality && (
        <p className="hint file__remark" role="status">
          <Icon name="alert" />
          {remark.quality}
        </p>
      )}
      {remark?.earlier && (
        <SameAsBefore
          earlier={remark.earlier}
          onUse={() => {
            const { id, name, bytes } = remark.earlier ?? file;
            onSettle();
            onReplace({ id, name, bytes });
          }}
          onKeep={onSettle}
        />
      )}
    </li>
  );
}
