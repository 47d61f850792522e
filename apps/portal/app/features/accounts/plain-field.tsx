import { useId, type ReactNode } from 'react';
import { FieldError } from '../../render/controls/frame.tsx';

type Attributes = { readonly id: string; readonly 'aria-required': true; readonly 'aria-invalid'?: true } & {
  readonly 'aria-describedby'?: string;
};
type Props = { label: string; hint?: string; error: string | undefined; children(attributes: Attributes): ReactNode };

/** A required field outside of the kit, with its hint and what is wrong with it. */
export function PlainField({ label, hint, error, children }: Props) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>
        <span className="req" aria-hidden="true">
          *
        </span>
        {label}
      </label>
      {children({
        ...{ id, 'aria-required': true as const },
        ...(error && { 'aria-invalid': true as const }),
        ...(described && { 'aria-describedby': described }),
      })}
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && <FieldError id={`${id}-error`} message={error} />}
    </div>
  );
}
