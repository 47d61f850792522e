import type { ReactNode } from 'react';
import { FieldError, Label } from '../../render/controls/frame.tsx';
import { fieldId } from '../../render/field-path.ts';
import type { FieldIssue } from '../../refusal.ts';
import { fromBeijing, toBeijing } from './moments.ts';

type Common = {
  readonly path: string;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly required?: boolean;
  readonly issues?: readonly FieldIssue[];
  readonly readOnly?: boolean;
};

const described = (path: string, hint: ReactNode, message?: string): string | undefined =>
  [hint && `${fieldId(path)}-hint`, message && `${fieldId(path)}-err`].filter(Boolean).join(' ') || undefined;

const messageAt = ({ path, issues = [] }: Pick<Common, 'path' | 'issues'>): string | undefined =>
  issues.find((issue) => issue.path === path)?.message;

/** Label, hint and error around one control. */
export function Frame({ path, label, hint, required = false, issues, children }: Common & { children: ReactNode }) {
  const message = messageAt({ path, issues });
  return (
    <div className="field">
      <label htmlFor={fieldId(path)}>
        <Label required={required}>{label}</Label>
      </label>
      {children}
      {hint && (
        <p className="hint" id={`${fieldId(path)}-hint`}>
          {hint}
        </p>
      )}
      {message && <FieldError id={`${fieldId(path)}-err`} message={message} />}
    </div>
  );
}

const inputProps = (props: Common) => {
  const message = messageAt(props);
  return {
    id: fieldId(props.path),
    readOnly: props.readOnly,
    'aria-required': props.required || undefined,
    'aria-invalid': message ? true : undefined,
    'aria-describedby': described(props.path, props.hint, message),
  };
};

type TextProps = Common & { value: string; onChange(value: string): void; max: number; rows?: number };

/** One line, or several paragraphs. */
export function TextField({ value, onChange, max, rows, ...common }: TextProps) {
  const props = { ...inputProps(common), className: 'in', maxLength: max, value };
  return (
    <Frame {...common}>
      {rows ? (
        <textarea {...props} rows={rows} onChange={({ currentTarget }) => onChange(currentTarget.value)} />
      ) : (
        <input {...props} onChange={({ currentTarget }) => onChange(currentTarget.value)} />
      )}
    </Frame>
  );
}

type ChoiceProps = Common & {
  value: string;
  options: readonly { readonly value: string; readonly label: string }[];
  onChange(value: string): void;
};

export function ChoiceField({ value, options, onChange, ...common }: ChoiceProps) {
  return (
    <Frame {...common}>
      <select
        {...inputProps(common)}
        className="sel"
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      >
        <option value="">请选择</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}

type MomentProps = Common & { value: string | null; onChange(value: string | null): void };

/** Day and minute in 北京时间, whatever zone the machine has; blank is null. */
export function MomentField({ value, onChange, ...common }: MomentProps) {
  return (
    <Frame {...common}>
      <input
        {...inputProps(common)}
        className="in"
        type="datetime-local"
        value={toBeijing(value)}
        onChange={({ currentTarget }) => onChange(fromBeijing(currentTarget.value))}
      />
    </Frame>
  );
}

type TickProps = {
  readonly legend: string;
  readonly path: string;
  readonly hint?: ReactNode;
  readonly required?: boolean;
  readonly issues?: readonly FieldIssue[];
  readonly options: readonly { readonly value: string; readonly label: ReactNode }[];
  readonly value: readonly string[];
  onChange(value: string[]): void;
};

/** Several of a few, in the order of the options. */
export function TickField({ legend, path, hint, required = false, issues, options, value, onChange }: TickProps) {
  const message = messageAt({ path, issues });
  return (
    <fieldset className="group" id={fieldId(path)} tabIndex={-1} aria-describedby={described(path, hint, message)}>
      <legend className="lab">
        <Label required={required}>{legend}</Label>
      </legend>
      {hint && (
        <p className="hint" id={`${fieldId(path)}-hint`}>
          {hint}
        </p>
      )}
      <div className="ticks">
        {options.map((option) => (
          <label key={option.value} className="tick">
            <input
              type="checkbox"
              className="ck"
              checked={value.includes(option.value)}
              onChange={({ currentTarget }) =>
                onChange(
                  options
                    .map((one) => one.value)
                    .filter((one) => (one === option.value ? currentTarget.checked : value.includes(one))),
                )
              }
            />{' '}
            {option.label}
          </label>
        ))}
      </div>
      {message && <FieldError id={`${fieldId(path)}-err`} message={message} />}
    </fieldset>
  );
}

type RadioProps<T extends string | boolean> = {
  readonly legend: string;
  readonly path: string;
  readonly hint?: ReactNode;
  readonly options: readonly { readonly value: T; readonly label: string; readonly hint?: string }[];
  readonly value: T;
  onChange(value: T): void;
};

/** One of a few, each with what it means. */
export function RadioField<T extends string | boolean>({
  legend,
  path,
  hint,
  options,
  value,
  onChange,
}: RadioProps<T>) {
  return (
    <fieldset className="group" id={fieldId(path)} tabIndex={-1}>
      <legend className="lab">{legend}</legend>
      {hint && <p className="hint">{hint}</p>}
      {options.map((option) => (
        <div key={String(option.value)}>
          <label className="tick">
            <input type="radio" name={path} checked={value === option.value} onChange={() => onChange(option.value)} />{' '}
            {option.label}
          </label>
          {option.hint && <p className="hint">{option.hint}</p>}
        </div>
      ))}
    </fieldset>
  );
}

type NumberProps = {
  readonly label: string;
  readonly id: string;
  readonly value: number | undefined;
  readonly placeholder?: string;
  readonly step?: string;
  onChange(value: number | undefined): void;
};

/** A small number inside a table; its label is for the ear. */
export function NumberCell({ label, id, value, placeholder, step = '1', onChange }: NumberProps) {
  return (
    <input
      className="in in--s num"
      id={id}
      type="number"
      min={0}
      step={step}
      aria-label={label}
      placeholder={placeholder}
      value={value ?? ''}
      onChange={({ currentTarget: { value: text } }) => onChange(text === '' ? undefined : Number(text))}
    />
  );
}
