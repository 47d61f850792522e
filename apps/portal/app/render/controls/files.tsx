import { FileSlot } from '../../components/file-slot/file-slot.tsx';
import type { SlotRules } from '../../components/file-slot/checks.ts';
import { fieldId } from '../field-path.ts';
import { useSources } from '../sources.tsx';
import { asFiles } from '../values.ts';
import type { ControlProps } from './control.ts';

/** Without a page that names its record, the slot is named by the field alone. */
const slotByPath = (path: string): string => JSON.stringify({ field: path });

export function FilesControl({
  rules,
  field,
  path,
  value,
  onChange,
  error,
  required,
}: ControlProps & { rules: SlotRules }) {
  const { slotOf = slotByPath } = useSources();
  return (
    <FileSlot
      id={fieldId(path)}
      label={field.label}
      required={required}
      rules={rules}
      sentence={field.help}
      slot={slotOf(path)}
      files={asFiles(value)}
      onChange={onChange}
      error={error}
      heading="h4"
    />
  );
}
