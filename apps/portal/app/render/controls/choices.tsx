import { Checkbox, Select } from '@mantine/core';
import { placeholderOf } from '@zhicheng/series-kit';
import { useMemo } from 'react';
import { fieldId } from '../field-path.ts';
import { useSources } from '../sources.tsx';
import { asCoded, asText, asTexts } from '../values.ts';
import type { ControlProps } from './control.ts';
import { Group, inputProps } from './frame.tsx';

type Options = { options: readonly string[] };

/** From here on a list is long enough to be searched rather than read. */
const SEARCHABLE_FROM = 9;

export function ChoiceControl({ options, ...props }: ControlProps & Options) {
  return (
    <Select
      {...inputProps(props)}
      value={asText(props.value) || null}
      placeholder={placeholderOf(props.field)}
      data={[...options]}
      searchable={options.length >= SEARCHABLE_FROM}
      nothingFoundMessage="没有匹配的选项"
      allowDeselect={!props.required}
      checkIconPosition="right"
      onChange={props.onChange}
    />
  );
}

export function ChoicesControl({ options, ...props }: ControlProps & Options) {
  return (
    <Group control={props}>
      <Checkbox.Group value={asTexts(props.value)} onChange={props.onChange}>
        <div className="ticks">
          {options.map((option) => (
            <Checkbox key={option} value={option} label={option} />
          ))}
        </div>
      </Checkbox.Group>
    </Group>
  );
}

/** Options come from a dictionary the loader brings; a value that left the dictionary stays visible. */
export function CodedControl({ dictionary, ...props }: ControlProps & { dictionary: string }) {
  const known = useSources().dictionaries?.[dictionary];
  const value = asCoded(props.value);
  const data = useMemo(() => {
    const options = (known ?? []).map(({ code, name }) => ({ value: code, label: name }));
    const gone = value && !options.some((option) => option.value === value.code);
    return gone ? [...options, { value: value.code, label: `${value.name}（已停用）`, disabled: true }] : options;
  }, [known, value?.code, value?.name]);
  return (
    <Select
      {...inputProps(props)}
      value={value?.code ?? null}
      placeholder={placeholderOf(props.field)}
      data={data}
      searchable={data.length >= SEARCHABLE_FROM}
      limit={200}
      nothingFoundMessage={known ? '没有匹配的选项' : '选项没有载入，请刷新页面'}
      allowDeselect={!props.required}
      checkIconPosition="right"
      onChange={(code) => {
        const option = known?.find((candidate) => candidate.code === code);
        props.onChange(option ? { code: option.code, name: option.name } : null);
      }}
    />
  );
}

export function CheckboxControl({ field, path, value, onChange, error }: ControlProps) {
  return (
    <Checkbox
      id={fieldId(path)}
      label={field.label}
      description={field.help}
      error={error}
      checked={value === true}
      onChange={({ currentTarget }) => onChange(currentTarget.checked)}
    />
  );
}
