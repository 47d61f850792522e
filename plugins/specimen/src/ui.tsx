import type { WidgetProps } from '@zhicheng/series-kit';
import type { ComponentType } from 'react';

const SHORTCUTS = [
  ['半年', 26],
  ['全年', 52],
] as const;

/** Weeks of a year: typed, or by one of the usual answers. */
function Weeks({ id, label, value, required, invalid, describedBy, onChange, onBlur }: WidgetProps) {
  return (
    <div>
      <input
        className="in"
        id={id}
        aria-label={label}
        inputMode="numeric"
        aria-required={required}
        aria-invalid={invalid}
        aria-describedby={describedBy}
        value={typeof value === 'number' || typeof value === 'string' ? value : ''}
        onChange={(event) => onChange(event.currentTarget.value)}
        onBlur={onBlur}
      />{' '}
      {SHORTCUTS.map(([words, weeks]) => (
        <button
          key={words}
          type="button"
          className="btn btn--s"
          aria-pressed={Number(value) === weeks}
          onClick={() => onChange(weeks)}
        >
          {words}
        </button>
      ))}
    </div>
  );
}

/** By the names under which fields ask for them. */
export const widgets: Readonly<Record<string, ComponentType<WidgetProps>>> = { weeks: Weeks };
