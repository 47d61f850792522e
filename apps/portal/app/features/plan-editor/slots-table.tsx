import type { Fields, FieldAdjustment, Slot } from '@zhicheng/series-kit';
import { NumberCell } from './controls.tsx';

const TYPES = ['jpg', 'png', 'bmp', 'pdf', 'doc', 'docx', 'xlsx'] as const;

type TypesProps = { name: string; value: readonly string[]; onChange(value: string[]): void };

function Types({ name, value, onChange }: TypesProps) {
  return (
    <span className="ticks">
      {TYPES.map((type) => (
        <label key={type} className="tick">
          <input
            type="checkbox"
            className="ck"
            aria-label={`${name}：${type}`}
            checked={value.includes(type)}
            onChange={({ currentTarget }) =>
              onChange(TYPES.filter((one) => (one === type ? currentTarget.checked : value.includes(one))))
            }
          />{' '}
          {type}
        </label>
      ))}
    </span>
  );
}

type FieldsProps = {
  caption: string;
  fields: Fields;
  changes: Readonly<Record<string, FieldAdjustment>>;
  onChange(name: string, change: FieldAdjustment): void;
};

/** Questions and slots that the series brings: asked or not, required or not, other limits. */
export function SeriesFields({ caption, fields, changes, onChange }: FieldsProps) {
  return (
    <div className="scroll">
      <table className="tbl tbl--s">
        <caption className="vh">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">填写项</th>
            <th scope="col" className="nw">
              启用
            </th>
            <th scope="col" className="nw">
              必填
            </th>
            <th scope="col">格式</th>
            <th scope="col">单个上限 MB</th>
            <th scope="col">最多个数</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(fields).map(([name, field]) => {
            const change = changes[name] ?? {};
            const { shape, label } = field;
            return (
              <tr key={name}>
                <th scope="row">{label}</th>
                <td>
                  <input
                    type="checkbox"
                    className="ck"
                    aria-label={`启用：${label}`}
                    checked={!change.off}
                    onChange={({ currentTarget }) => onChange(name, { off: currentTarget.checked ? undefined : true })}
                  />
                </td>
                <td>
                  <input
                    type="checkbox"
                    className="ck"
                    aria-label={`必填：${label}`}
                    checked={change.required ?? field.required}
                    onChange={({ currentTarget }) => onChange(name, { required: currentTarget.checked })}
                  />
                </td>
                {shape.kind === 'files' ? (
                  <>
                    <td>
                      <Types
                        name={label}
                        value={change.types ?? shape.types}
                        onChange={(types) => onChange(name, { types })}
                      />
                    </td>
                    <td>
                      <NumberCell
                        id={`mb-${name}`}
                        label={`单个上限 MB：${label}`}
                        value={change.maxMB ?? shape.maxMB}
                        onChange={(maxMB) => onChange(name, { maxMB })}
                      />
                    </td>
                    <td>
                      <NumberCell
                        id={`count-${name}`}
                        label={`最多个数：${label}`}
                        value={change.maxCount ?? shape.maxCount}
                        onChange={(maxCount) => onChange(name, { maxCount })}
                      />
                    </td>
                  </>
                ) : (
                  <td colSpan={3} className="muted">
                    文字填写项
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

type OwnProps = { caption: string; slots: readonly Slot[]; onChange(slots: readonly Slot[]): void; onAdd(): void };

/** Slots of this plan's own. */
export function OwnSlots({ caption, slots, onChange, onAdd }: OwnProps) {
  const put = (code: string, change: Partial<Slot>) =>
    onChange(slots.map((slot) => (slot.code === code ? { ...slot, ...change } : slot)));
  return (
    <>
      {slots.map((slot, index) => (
        <fieldset className="group ownslot" key={slot.code}>
          <legend className="lab">
            {caption} {index + 1}
          </legend>
          <label htmlFor={`slot-${slot.code}`}>名称</label>
          <input
            className="in"
            id={`slot-${slot.code}`}
            maxLength={60}
            value={slot.label}
            onChange={({ currentTarget }) => put(slot.code, { label: currentTarget.value })}
          />
          <Types name={slot.label} value={slot.types ?? []} onChange={(types) => put(slot.code, { types })} />
          <p className="links links--row">
            <label className="tick">
              <input
                type="checkbox"
                className="ck"
                checked={slot.required ?? true}
                onChange={({ currentTarget }) => put(slot.code, { required: currentTarget.checked })}
              />{' '}
              必须上传
            </label>
            <span>
              单个上限 MB{' '}
              <NumberCell
                id={`mb-${slot.code}`}
                label={`单个上限 MB：${slot.label}`}
                value={slot.maxMB}
                onChange={(maxMB) => put(slot.code, { maxMB })}
              />
            </span>
            <span>
              最多个数{' '}
              <NumberCell
                id={`count-${slot.code}`}
                label={`最多个数：${slot.label}`}
                value={slot.maxCount}
                onChange={(maxCount) => put(slot.code, { maxCount })}
              />
            </span>
            <button
              type="button"
              className="btn btn--s"
              onClick={() => onChange(slots.filter(({ code }) => code !== slot.code))}
            >
              移除<span className="vh">：{slot.label}</span>
            </button>
          </p>
        </fieldset>
      ))}
      <button type="button" className="btn btn--s" onClick={onAdd}>
        增加{caption}
      </button>
    </>
  );
}
