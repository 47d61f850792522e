import type { FileRef } from '@zhicheng/series-kit';
import { useRef, useState, type DragEvent, type ReactNode } from 'react';
import { Icon } from '../icon.tsx';
import { acceptOf, ruleSentence, type SlotRules } from './checks.ts';
import { StoredFile } from './stored-file.tsx';
import { UploadRow } from './upload-row.tsx';
import { useUploads, type Uploads } from './use-uploads.ts';

type Props = {
  /** Element id; error summaries lead here. */
  id: string;
  label: string;
  required: boolean;
  rules: SlotRules;
  /** The rule sentence of the field, verbatim; made from the rules where the field has none. */
  sentence?: string;
  /** Names the slot to the server: record and field. */
  slot: string;
  files: readonly FileRef[];
  onChange(files: readonly FileRef[]): void;
  error?: string;
  /** 点击此处上传材料 (or 上传文件 / 上传附件 / + 上传照片). */
  prompt?: string;
  /** E.g. a template to download, beside the name. */
  aside?: ReactNode;
  heading?: 'h3' | 'h4';
};

type PickProps = Pick<Props, 'id' | 'prompt' | 'rules' | 'label'> & {
  input: React.RefObject<HTMLInputElement>;
  describedBy: string;
  onPick: Uploads['add'];
};

function PickFiles({ id, label, prompt = '点击此处上传材料', rules, input, describedBy, onPick }: PickProps) {
  const [over, setOver] = useState(false);
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onPick([...event.dataTransfer.files]);
  };
  return (
    <div
      className={over ? 'drop drop--over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={dropped}
    >
      <button
        type="button"
        className="btn btn--s"
        id={id}
        aria-describedby={describedBy}
        onClick={() => input.current?.click()}
      >
        <Icon name="upload" />
        {prompt}
        <span className="vh">：{label}</span>
      </button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        multiple={rules.maxCount > 1}
        accept={acceptOf(rules)}
        onChange={({ currentTarget }) => {
          onPick([...(currentTarget.files ?? [])]);
          currentTarget.value = '';
        }}
      />
      <span className="hint hide-s">或把文件拖到这里</span>
      {rules.types.includes('jpg') && <span className="hint only-s">可直接拍照</span>}
    </div>
  );
}

/** Name, star, rule sentence, files, button, in this order; every face of an upload (AH-04.09 .. AH-04.11). */
export function FileSlot(props: Props) {
  const { id, label, required, rules, sentence, slot, files, onChange, error, aside, heading: Heading = 'h3' } = props;
  const input = useRef<HTMLInputElement>(null);
  const { uploads, remarks, settle, add, retry, drop } = useUploads({ files, rules, slot, onChange });
  const running = uploads.filter(({ problem }) => !problem).length;
  const full = files.length >= rules.maxCount;
  return (
    <div className="slot" role="group" aria-labelledby={`${id}-name`}>
      <div className="slot__h">
        <Heading id={`${id}-name`} className="slot__n">
          {required && <span className="star" aria-hidden="true" />}
          {label}
          {!required && <span className="hint slot__o">（选填）</span>}
        </Heading>
        {aside ?? <SlotState files={files.length} running={running} max={rules.maxCount} />}
      </div>
      <p className="hint" id={`${id}-rule`}>
        {sentence ?? ruleSentence(rules)}
      </p>
      <ul className="slot__files">
        {files.map((file) => (
          <StoredFile
            key={file.id}
            file={file}
            onRename={(name) => onChange(files.map((other) => (other.id === file.id ? { ...other, name } : other)))}
            remark={remarks[file.id]}
            onSettle={() => settle(file.id)}
            onReplace={(other) =>
              // The one uploaded before may stand in this slot already.
              onChange(
                files.flatMap((one) =>
                  one.id === file.id ? (files.some(({ id }) => id === other.id) ? [] : [other]) : [one],
                ),
              )
            }
            onRemove={() => onChange(files.filter((other) => other.id !== file.id))}
          />
        ))}
        {uploads.map((upload) => (
          <UploadRow
            key={upload.key}
            upload={upload}
            retry={retry}
            drop={drop}
            onAgain={() => input.current?.click()}
          />
        ))}
      </ul>
      {error && (
        <p className="err" id={`${id}-error`}>
          <Icon name="alert" />
          <span>{error}</span>
        </p>
      )}
      {full ? (
        <p className="hint" id={id} tabIndex={-1}>
          已达上限 {rules.maxCount} 个
        </p>
      ) : (
        <PickFiles
          id={id}
          label={label}
          prompt={props.prompt}
          rules={rules}
          input={input}
          describedBy={error ? `${id}-rule ${id}-error` : `${id}-rule`}
          onPick={add}
        />
      )}
    </div>
  );
}

function SlotState({ files, running, max }: { files: number; running: number; max: number }) {
  const words = running > 0 ? '上传中，可以先填其他部分' : files > 0 ? `已上传 ${files} 个，上限 ${max} 个` : '';
  return (
    <span className="hint" role="status">
      {words}
    </span>
  );
}
