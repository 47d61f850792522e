import { expect, it } from 'vitest';
import { refusalOf } from '../../refusal.ts';
import { registrationOf } from './registration.ts';

const unit = { organisationId: '01a20000-0000-7000-8000-000000000001', name: '示例市第一中学', regionName: '' };
const email = 'a@example.invalid';

it('[AH-03.01] 是 with a unit: the person and the request in one', () => {
  expect(registrationOf({ together: '是', unit, note: '语文组', email })).toEqual({
    form: { email },
    unit: { organisationId: unit.organisationId, note: '语文组' },
  });
});

it('[AH-03.02] 否: no unit, even if one had been chosen before', () => {
  expect(registrationOf({ together: '否', unit, note: '语文组', email })).toEqual({ form: { email }, unit: null });
});

it('[AH-02.21] 是 without a unit is refused together with every field that is missing or wrong', () => {
  const refused = (() => {
    try {
      return registrationOf({ together: '是', unit: { name: unit.name }, email: 'no address' });
    } catch (error) {
      return refusalOf(error);
    }
  })();
  expect(refused).toMatchObject({ code: 'INVALID' });
  expect(refused && 'issues' in refused && refused.issues.map(({ path }) => path)).toEqual([
    'politicalStatus',
    'ethnicity',
    'email',
    'address',
    'workStart',
    'education',
    'unit',
  ]);
});
