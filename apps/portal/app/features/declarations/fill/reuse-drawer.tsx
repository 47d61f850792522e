import { useSearchParams } from '@remix-run/react';
import { useState, type ReactNode } from 'react';
import { EmptyState } from '../../../components/empty-state.tsx';
import { fileAddress } from '../../../components/file-slot/stored-file.tsx';
import { FormDrawer } from '../../../components/form-drawer.tsx';
import { Link } from '../../../components/link.tsx';
import { WhyButton } from '../../../components/why-button.tsx';
import { RefusalNote } from './refusal-note.tsx';
import { entryKey, fieldKey, pickable, PHOTO_KEY, takingOf, tickedAtFirst, type ReusePreview } from './reuse-choice.ts';
import { useFill } from './use-fill.tsx';

type Field = ReusePreview['forms'][number]['fields'][number];
type TickProps = {
  ticked: boolean;
  why: string | null;
  onTick(on: boolean): void;
  label: string;
  children?: ReactNode;
};

/** What cannot be taken keeps its line, with the reason. */
function Tick({ ticked, why, onTick, label, children }: TickProps) {
  return (
    <li className="reuse__i">
      {why === null ? (
        <label className="tick">
          <input type="checkbox" checked={ticked} onChange={({ currentTarget }) => onTick(currentTarget.checked)} />
          {label}
        </label>
      ) : (
        <b className="reuse__no">{label}</b>
      )}
      <div className="reuse__v">
        {children}
        {why !== null && <p className="muted small">不能沿用：{why}</p>}
      </div>
    </li>
  );
}

/** The answer of last time, and what stands here where it differs. */
function Answer({ field: { last, lines, files, now } }: { field: Field }) {
  const old =
    files.length > 0 && lines.length === 0 ? (
      <>
        {files.map((file, index) => (
          <span key={file.id}>
            {index > 0 && '、'}
            <a href={fileAddress(file)} target="_blank" rel="noopener">
              {file.name}
            </a>
          </span>
        ))}
      </>
    ) : lines.length > 0 ? (
      <>
        {lines.map((line, index) => (
          <span className="reuse__l" key={index}>
            {line}
          </span>
        ))}
      </>
    ) : (
      last
    );
  if (now === '') return <>{old}</>;
  return (
    <>
      <p>上次：{old}</p>
      <p>现在：{now}</p>
      <p className="muted small">勾选后用上次的内容替换现在的内容。</p>
    </>
  );
}

function Part({ label, hint, children }: { label: string; hint?: string; children: ReactNode }) {
  return (
    <fieldset className="reuse__p">
      <legend>{label}</legend>
      {hint && <p className="hint">{hint}</p>}
      <ul>{children}</ul>
    </fieldset>
  );
}

type ListProps = { preview: ReusePreview; ticked: ReadonlySet<string>; onTick(key: string, on: boolean): void };

function List({ preview, ticked, onTick }: ListProps) {
  const tickOf = (key: string) => ({ ticked: ticked.has(key), onTick: (on: boolean) => onTick(key, on) });
  return (
    <>
      {preview.photo && (
        <Part label="电子照片">
          <Tick label="电子照片" why={null} {...tickOf(PHOTO_KEY)}>
            <img
              className="reuse__photo"
              src={`/files/${encodeURIComponent(preview.photo.id)}?view=thumb`}
              alt="上次的电子照片"
            />
          </Tick>
        </Part>
      )}
      {preview.forms.map(({ section, label, fields, same }) => (
        <Part key={section} label={label} hint={same > 0 ? `另有 ${same} 项与上次相同。` : undefined}>
          {fields.map((field) => (
            <Tick key={field.name} label={field.label} why={field.why} {...tickOf(fieldKey(section, field.name))}>
              <Answer field={field} />
            </Tick>
          ))}
        </Part>
      ))}
      {preview.picks.map(({ section, label, entries }) => (
        <Part key={section} label={label}>
          {entries.map(({ entryId, name, why }) => (
            <Tick key={entryId} label={name} why={why} {...tickOf(entryKey(section, entryId))} />
          ))}
        </Part>
      ))}
    </>
  );
}

/** Preview and choice, answer by answer; nothing changes before 沿用所选. */
export function ReuseDrawer({ preview }: { preview: ReusePreview | null }) {
  const { send, refusal, flush, busy } = useFill();
  const [query, setQuery] = useSearchParams();
  const closed = new URLSearchParams(query);
  closed.delete('reuse');
  const [ticked, setTicked] = useState<ReadonlySet<string>>(() => (preview ? tickedAtFirst(preview) : new Set()));
  const tick = (key: string, on: boolean) =>
    setTicked((before) => new Set(on ? [...before, key] : [...before].filter((other) => other !== key)));
  const all = preview ? pickable(preview) : [];
  // What was taken meanwhile is no longer offered.
  const count = all.filter((key) => ticked.has(key)).length;
  const take = () =>
    preview &&
    send('takeOver', takingOf(preview, ticked), () => setQuery(closed, { preventScrollReset: true, replace: true }));
  return (
    <FormDrawer title="沿用上次申报的资料" closeTo={`?${closed}`}>
      {refusal && <RefusalNote refusal={refusal} onRetry={() => flush()} />}
      {all.length === 0 && <EmptyState>上次申报的内容这里都有了，没有可以沿用的。</EmptyState>}
      {preview && (
        <>
          <p className="hint">
            来自“{preview.source.planName}
            ”。职称申报承诺书须重新签署，不沿用。随时间变化的内容（如工作年限），沿用后请核对。
          </p>
          {all.length > 0 && (
            <p className="reuse__all">
              <button type="button" className="linkbtn" onClick={() => setTicked(tickedAtFirst(preview))}>
                勾选所有空白项
              </button>
              <button type="button" className="linkbtn" onClick={() => setTicked(new Set())}>
                清空
              </button>
            </p>
          )}
          <List preview={preview} ticked={ticked} onTick={tick} />
        </>
      )}
      <div className="acts kitform__a importacts">
        <WhyButton
          type="button"
          className={count > 0 ? 'btn btn--go' : 'btn'}
          aria-busy={busy || undefined}
          reason={count > 0 ? null : '先勾选要沿用的内容。'}
          onClick={take}
        >
          沿用所选{count > 0 && ` ${count} 项`}
        </WhyButton>
        <Link className="btn" to={`?${closed}`} preventScrollReset>
          取消
        </Link>
      </div>
    </FormDrawer>
  );
}
