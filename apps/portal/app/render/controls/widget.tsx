import { headingOf, type WidgetProps } from '@zhicheng/series-kit';
import type { ComponentType } from 'react';
import { fieldId } from '../field-path.ts';
import type { ControlProps } from './control.ts';
import { Group } from './frame.tsx';

/** A control of the series' own between our heading, help and error. */
export function WidgetControl({ widget: Widget, ...control }: ControlProps & { widget: ComponentType<WidgetProps> }) {
  const { field, path, value, required, error, onChange, onBlur } = control;
  const id = fieldId(path);
  return (
    <Group control={control}>
      <Widget
        id={`${id}-input`}
        label={headingOf(field)}
        value={value}
        required={required}
        invalid={error !== undefined}
        describedBy={error === undefined ? undefined : `${id}-error`}
        onChange={onChange}
        onBlur={onBlur}
      />
    </Group>
  );
}
