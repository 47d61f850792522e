import { accountFields, newUnitAccountFields } from '@zhicheng/core/forms';
import { parseFields, type Raw } from '@zhicheng/series-kit';
import { AUDITOR_ROLES, type AuditorRole } from '@zhicheng/workflow';
import { invalidForm, type FieldIssue } from '../../refusal.ts';

const idOf = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'organisationId' in value && typeof value.organisationId === 'string'
    ? value.organisationId
    : '';

const capacitiesOf = ({ capacities }: Raw): AuditorRole[] => {
  const ticked: readonly unknown[] = Array.isArray(capacities) ? capacities : [];
  return AUDITOR_ROLES.filter((role) => ticked.includes(role));
};

/** What the core judges only after the fields: told in the same breath, so that one pressing shows everything. */
const besides = (capacities: readonly AuditorRole[], chosen: boolean): FieldIssue[] => [
  ...(chosen ? [] : [{ path: 'organisationId', message: '请查询并选择单位。' }]),
  ...(capacities.length > 0 ? [] : [{ path: 'capacities', message: '请至少选择一个身份。' }]),
];

/**
 * 开户, from what the form sent to what the core takes: an account of a body found on the platform (`known`), or of a
 * new one (AH-29.03, AH-38.03). Throws INVALID with every field that is missing or wrong.
 */
export function openingOf(raw: Raw, known: boolean) {
  const capacities = capacitiesOf(raw);
  const organisationId = idOf(raw.body);
  if (known) {
    const parsed = parseFields(accountFields, raw);
    const rest = besides(capacities, organisationId !== '');
    if (!parsed.ok || rest.length > 0) throw invalidForm([...(parsed.ok ? [] : parsed.issues.map(asIssue)), ...rest]);
    return { organisationId, capacities, ...parsed.row };
  }
  const parsed = parseFields(newUnitAccountFields, raw);
  const rest = besides(capacities, true);
  if (!parsed.ok || rest.length > 0) throw invalidForm([...(parsed.ok ? [] : parsed.issues.map(asIssue)), ...rest]);
  const { name, uscc, regionCode, unitNature, username, displayName } = parsed.row;
  const organisation = {
    ...{ name, uscc: uscc?.toUpperCase() ?? null },
    ...{ regionCode: regionCode.code, unitNature: unitNature?.code ?? null },
  };
  return { organisation, capacities, username, displayName };
}

const asIssue = ({ field, message }: { field?: string; message: string }): FieldIssue => ({
  path: field ?? '',
  message,
});
