import { FieldError, Label } from '../../render/controls/frame.tsx';

type Props = {
  name: string;
  legend: string;
  items: readonly { readonly code: string; readonly name: string }[];
  ticked: readonly string[] | null;
  error?: string;
  required?: boolean;
};

/** Several of a list; none ticked means all of them, where it is not required to tick. */
export function Choices({ name, legend, items, ticked, error, required = false }: Props) {
  return (
    <fieldset className="group">
      <legend className="lab">
        <Label required={required}>{legend}</Label>
      </legend>
      {!required && <p className="hint">不勾选表示全部。</p>}
      <div className="ticks">
        {items.map(({ code, name: label }) => (
          <label key={code} className="tick">
            <input type="checkbox" className="ck" name={name} value={code} defaultChecked={ticked?.includes(code)} />{' '}
            {label}
          </label>
        ))}
      </div>
      {error && <FieldError message={error} />}
    </fieldset>
  );
}

type SelectProps = {
  name: string;
  label: string;
  options: readonly (readonly [value: string, label: string])[];
  value?: string;
  error?: string;
  hint?: string;
  required?: boolean;
  onChange?(value: string): void;
};

/** One of a list, by the browser's own control. */
export function Pick({ name, label, options, value = '', error, hint, required = true, onChange }: SelectProps) {
  return (
    <div className="field">
      <label className="lab" htmlFor={`pick-${name}`}>
        <Label required={required}>{label}</Label>
      </label>
      <select
        className="sel"
        id={`pick-${name}`}
        name={name}
        defaultValue={value}
        aria-required={required}
        aria-invalid={error ? true : undefined}
        onChange={({ currentTarget }) => onChange?.(currentTarget.value)}
      >
        <option value="">{required ? '请选择' : '不限'}</option>
        {options.map(([code, words]) => (
          <option key={code} value={code}>
            {words}
          </option>
        ))}
      </select>
      {hint && <p className="hint">{hint}</p>}
      {error && <FieldError message={error} />}
    </div>
  );
}
