import 'dayjs/locale/zh-cn.js';
import '@mantine/dates/styles.layer.css';
import { Checkbox, Select } from '@mantine/core';
import { DateInput, DatesProvider } from '@mantine/dates';
import { isDate, placeholderOf, type RangeLabels } from '@zhicheng/series-kit';
import dayjs from 'dayjs';
import customParseFormat from 'dayjs/plugin/customParseFormat.js';
import { fieldId } from '../field-path.ts';
import { asRange, asText } from '../values.ts';
import type { ControlProps } from './control.ts';
import { FieldError, Group, inputProps, Label } from './frame.tsx';

dayjs.extend(customParseFormat);

const SETTINGS = { locale: 'zh-cn', firstDayOfWeek: 1 } as const;
const TYPED = ['YYYY-MM-DD', 'YYYY-M-D', 'YYYYMMDD', 'YYYY/M/D', 'YYYY.M.D', 'YYYY年M月D日'];

/** Reads what people type for a date; a day that does not exist is not one. */
export function typedDate(text: string): string | null {
  const format = TYPED.find((candidate) => dayjs(text.trim(), candidate, true).isValid());
  return format ? dayjs(text.trim(), format, true).format('YYYY-MM-DD') : null;
}

type DayProps = {
  id: string;
  label: React.ReactNode;
  placeholder: string;
  value: string;
  onChange(value: string): void;
  onBlur(): void;
  error?: React.ReactNode;
  description?: string;
  required: boolean;
  disabled?: boolean;
};

function Day({ value, onChange, required, ...rest }: DayProps) {
  return (
    <DatesProvider settings={SETTINGS}>
      <DateInput
        {...rest}
        aria-required={required}
        value={isDate(value) ? value : null}
        valueFormat="YYYY-MM-DD"
        dateParser={typedDate}
        fixOnBlur
        clearable
        clearButtonProps={{ 'aria-label': '清除日期' }}
        maxLevel="decade"
        inputMode="numeric"
        autoComplete="off"
        onChange={(date) => onChange(date ?? '')}
      />
    </DatesProvider>
  );
}

export function DateControl(props: ControlProps) {
  const { 'aria-required': _, ...shared } = inputProps(props);
  return (
    <Day
      {...shared}
      required={props.required}
      placeholder={placeholderOf(props.field)}
      value={asText(props.value)}
      onChange={props.onChange}
    />
  );
}

type RangeProps = ControlProps & { ongoing: boolean; labels: RangeLabels };

export function DateRangeControl({ ongoing, labels, ...props }: RangeProps) {
  const { from, to } = asRange(props.value);
  const id = fieldId(props.path);
  const change = (next: { from?: string; to?: string | null }) => {
    const value = { from, to, ...next };
    const empty = !value.from && value.to === undefined;
    props.onChange(empty ? null : value);
  };
  return (
    <Group control={props}>
      <div className="range">
        <Day
          id={`${id}-from`}
          label={<Label required={props.required}>{labels.from}</Label>}
          placeholder={`请选择 ${labels.from}`}
          value={from}
          error={Boolean(props.error)}
          required={props.required}
          onBlur={props.onBlur}
          onChange={(day) => change({ from: day })}
        />
        <Day
          id={`${id}-to`}
          label={<Label required={props.required}>{labels.to}</Label>}
          placeholder={to === null ? '至今' : `请选择 ${labels.to}`}
          value={to ?? ''}
          error={Boolean(props.error)}
          required={props.required}
          disabled={to === null}
          onBlur={props.onBlur}
          onChange={(day) => change({ to: day === '' ? undefined : day })}
        />
        {ongoing && (
          <Checkbox
            className="range__now"
            label="至今"
            checked={to === null}
            onChange={({ currentTarget }) => change({ to: currentTarget.checked ? null : undefined })}
          />
        )}
      </div>
    </Group>
  );
}

const FIRST_YEAR = 1950;
const years = (): string[] => {
  const last = new Date().getFullYear();
  return Array.from({ length: last - FIRST_YEAR + 1 }, (_, i) => String(last - i));
};

export function YearControl(props: ControlProps) {
  return (
    <Select
      {...inputProps(props)}
      value={asText(props.value) || null}
      placeholder={props.field.placeholder ?? '选择年份'}
      data={years()}
      searchable
      inputMode="numeric"
      nothingFoundMessage="没有这个年份"
      error={props.error ? <FieldError message={props.error} /> : undefined}
      onChange={(year) => props.onChange(year === null ? null : Number(year))}
    />
  );
}
