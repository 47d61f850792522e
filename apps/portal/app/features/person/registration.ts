import { registrationFields } from '@zhicheng/core/forms';
import { parseFields, type Raw } from '@zhicheng/series-kit';
import { invalidForm, type FieldIssue } from '../../refusal.ts';
import { asText } from '../../render/values.ts';
import { chosenUnit } from '../organisations/unit-choice.tsx';
import { TOGETHER } from './register-form.tsx';

const issuesOf = (raw: Raw): FieldIssue[] => {
  const parsed = parseFields(registrationFields, raw);
  return parsed.ok ? [] : parsed.issues.map(({ field, message }) => ({ path: field ?? '', message: `${message}。` }));
};

/**
 * 提交 of 个人注册, from what the form sent to what the core takes (AH-03.01, AH-03.02). 是 without a unit is refused
 * here, because the core takes no unit for 否; the other answers are the core's to judge. Throws INVALID.
 */
export function registrationOf(raw: Raw) {
  const { together, unit: _unit, note, ...form } = raw;
  if (together !== TOGETHER.yes) return { form, unit: null };
  const unit = chosenUnit(raw);
  if (!unit)
    throw invalidForm([...issuesOf(form), { path: 'unit', message: '请选择单位，或者“是否同步注册单位”选“否”。' }]);
  return { form, unit: { organisationId: unit.organisationId, note: asText(note) } };
}
