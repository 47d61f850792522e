import { describe, expect, it } from 'vitest';
import { openingOf } from './opening.ts';

const FORM = {
  ...{ name: '示例乡村教学点', regionCode: { code: '990101', name: '示例区' }, capacities: ['employer'] },
  ...{ username: 'unit-demo', displayName: '示例管理员' },
};
const organisationId = '00000000-0000-7000-8000-000000000009';

function pathsOf(raw: Record<string, unknown>, known: boolean): unknown {
  try {
    openingOf(raw, known);
  } catch (error) {
    const { issues } = error as { issues: { path: string }[] };
    return issues.map(({ path }) => path);
  }
  return [];
}

describe('开户', () => {
  it('[AH-29.03] sent blank names every field that is missing, not only the first', () => {
    expect(pathsOf({}, false)).toEqual(['name', 'regionCode', 'username', 'displayName', 'capacities']);
    expect(pathsOf({}, true)).toEqual(['username', 'displayName', 'organisationId', 'capacities']);
  });

  it('[AH-29.03] [AH-38.03] filled becomes a new body with its account, or an account of a known body', () => {
    expect(openingOf(FORM, false)).toEqual({
      organisation: { name: '示例乡村教学点', uscc: null, regionCode: '990101', unitNature: null },
      ...{ capacities: ['employer'], username: 'unit-demo', displayName: '示例管理员' },
    });
    expect(openingOf({ ...FORM, body: { organisationId } }, true)).toEqual({
      ...{ organisationId, capacities: ['employer'], username: 'unit-demo', displayName: '示例管理员' },
    });
  });
});
