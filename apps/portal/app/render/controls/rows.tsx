import type { Shape } from '@zhicheng/series-kit';
import { useRef, useState } from 'react';
import { Icon } from '../../components/icon.tsx';
import { fieldId, join } from '../field-path.ts';
import { asRows, initialRaw } from '../values.ts';
import type { ControlProps } from './control.ts';
import { FieldError, Label } from './frame.tsx';
import { MoveButtons, swapped } from './move.tsx';

/** Sub-rows in order, each a form of its own: add, 上移, 下移, 移除. */
export function RowsControl({ shape, ...props }: ControlProps & { shape: Shape<'rows'> }) {
  const { field, path, value, onChange, error, required, Nested } = props;
  const items = asRows(value);
  const [said, setSaid] = useState('');
  const adder = useRef<HTMLButtonElement>(null);
  const id = fieldId(path);
  const replace = (index: number, item: Readonly<Record<string, unknown>>) =>
    onChange(items.map((other, at) => (at === index ? item : other)));
  const remove = (index: number) => {
    onChange(items.filter((_, at) => at !== index));
    setSaid(`已移除第 ${index + 1} 条`);
    adder.current?.focus();
  };
  return (
    <fieldset className="subrows" id={id} tabIndex={-1}>
      <legend className="lab">
        <Label required={required}>{field.label}</Label>
      </legend>
      {field.help && <p className="hint">{field.help}</p>}
      <ol className="subrows__l">
        {items.map((item, index) => (
          <li key={index} className="subrow">
            <div className="subrow__h">
              <b>
                {shape.itemLabel} {index + 1}
              </b>
              <MoveButtons
                index={index}
                count={items.length}
                onMove={(to) => {
                  onChange(swapped(items, index, to));
                  setSaid(`已移到第 ${to + 1} 条`);
                }}
                onRemove={() => remove(index)}
              />
            </div>
            <Nested
              fields={shape.fields}
              raw={item}
              path={join(path, index)}
              onChange={(name, answer) => replace(index, { ...item, [name]: answer })}
            />
          </li>
        ))}
      </ol>
      {error && <FieldError message={error} />}
      <button
        ref={adder}
        type="button"
        className="btn btn--s"
        aria-disabled={items.length >= shape.max || undefined}
        onClick={() => items.length < shape.max && onChange([...items, initialRaw(shape.fields)])}
      >
        <Icon name="plus" />
        添加{shape.itemLabel}
      </button>
      {items.length >= shape.max && <span className="hint">已达上限 {shape.max} 条</span>}
      <span className="vh" role="status">
        {said}
      </span>
    </fieldset>
  );
}
