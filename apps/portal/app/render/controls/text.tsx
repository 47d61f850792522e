import { NumberInput, Textarea, TextInput } from '@mantine/core';
import { placeholderOf, type Mask, type Shape } from '@zhicheng/series-kit';
import { asText } from '../values.ts';
import type { ControlProps } from './control.ts';
import { Counter, inputProps } from './frame.tsx';

type InputHints = { inputMode?: 'numeric' | 'tel' | 'email'; autoComplete?: string };

const HINTS: Record<Mask, InputHints> = {
  name: { autoComplete: 'name' },
  idNumber: { autoComplete: 'off' },
  phone: { inputMode: 'tel', autoComplete: 'tel' },
};

export function TextControl({ max, ...props }: ControlProps & { max: number }) {
  const text = asText(props.value);
  return (
    <TextInput
      {...inputProps(props)}
      {...(props.field.masked && HINTS[props.field.masked])}
      value={text}
      placeholder={placeholderOf(props.field)}
      onChange={({ currentTarget }) => props.onChange(currentTarget.value)}
      rightSection={<Counter text={text} max={max} />}
      rightSectionWidth="4.5rem"
      rightSectionPointerEvents="none"
    />
  );
}

export function LongTextControl({ max, ...props }: ControlProps & { max: number }) {
  const text = asText(props.value);
  return (
    <div className="longtext">
      <Textarea
        {...inputProps(props)}
        value={text}
        placeholder={placeholderOf(props.field)}
        autosize
        minRows={max > 500 ? 6 : 3}
        maxRows={16}
        onChange={({ currentTarget }) => props.onChange(currentTarget.value)}
      />
      <Counter text={text} max={max} />
    </div>
  );
}

type NumberProps = ControlProps & { shape: Shape<'integer'> | Shape<'decimal'> };

/** Numbers stay as typed: the field reads them, money never passes through floating point. */
export function NumberControl({ shape, ...props }: NumberProps) {
  return (
    <NumberInput
      {...inputProps(props)}
      value={asText(props.value)}
      placeholder={placeholderOf(props.field)}
      allowNegative={false}
      allowDecimal={shape.kind === 'decimal'}
      decimalScale={shape.kind === 'decimal' ? shape.scale : 0}
      clampBehavior="none"
      hideControls
      inputMode={shape.kind === 'decimal' ? 'decimal' : 'numeric'}
      onChange={(value) => props.onChange(String(value))}
    />
  );
}
