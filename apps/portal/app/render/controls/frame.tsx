import { headingOf } from '@zhicheng/series-kit';
import type { ReactNode } from 'react';
import { Icon } from '../../components/icon.tsx';
import { fieldId } from '../field-path.ts';
import type { ControlProps } from './control.ts';

/** Star before the label (AH-04.07); it is not read out, the control itself says that it is required. */
export function Label({ required, children }: { required: boolean; children: ReactNode }) {
  return (
    <>
      {required && <span className="star" aria-hidden="true" />}
      {children}
    </>
  );
}

export function FieldError({ message, id }: { message: string; id?: string }) {
  return (
    <span className="err" id={id}>
      <Icon name="alert" />
      <span>{message}</span>
    </span>
  );
}

/** 0/N: counted in characters as people count them. */
export function Counter({ text, max }: { text: string; max: number }) {
  const length = [...text].length;
  return (
    <span className={length > max ? 'counter counter--over' : 'counter'} aria-hidden="true">
      {length}/{max}
    </span>
  );
}

/** Props that every input of the library understands, from those of a control. */
export const inputProps = ({ field, path, error, required, onBlur }: ControlProps) => ({
  id: fieldId(path),
  label: <Label required={required}>{headingOf(field)}</Label>,
  description: field.help,
  error: error ? <FieldError message={error} /> : undefined,
  'aria-required': required,
  onBlur,
});

type GroupProps = { control: ControlProps; children: ReactNode; heading?: ReactNode };

/** Several inputs that answer one question. */
export function Group({ control: { field, path, error, required }, heading, children }: GroupProps) {
  const id = fieldId(path);
  const described = [field.help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <fieldset className="group" id={id} tabIndex={-1} aria-describedby={described || undefined}>
      <legend className="lab">
        <Label required={required}>{heading ?? headingOf(field)}</Label>
      </legend>
      {field.help && (
        <p className="hint" id={`${id}-help`}>
          {field.help}
        </p>
      )}
      {children}
      {error && <FieldError id={`${id}-error`} message={error} />}
    </fieldset>
  );
}
