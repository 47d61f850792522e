import type { Caller } from '@zhicheng/core';
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
 * 提交 of 个人注册 as the form sends it. 是 without a unit is refused here, because the core takes no unit for 否; the
 * other answers are the core's to judge. Throws what the core throws, and a refusal of the form.
 */
export async function registerPerson(caller: Caller, raw: Raw, idempotencyKey: string): Promise<void> {
  const { together, unit: _unit, note, ...form } = raw;
  const unit = together === TOGETHER.yes ? chosenUnit(raw) : null;
  if (together === TOGETHER.yes && !unit)
    throw invalidForm([...issuesOf(form), { path: 'unit', message: '请选择单位，或者“是否同步注册单位”选“否”。' }]);
  await caller.identity.registerPerson({
    form,
    unit: unit && { organisationId: unit.organisationId, note: asText(note) },
    idempotencyKey,
  });
}
