import { expect, it } from 'vitest';
import {
  allOf,
  count,
  date,
  files,
  from,
  grid,
  links,
  listing,
  optional,
  pairs,
  rule,
  title,
  type Criterion,
  type Entity,
  type Section,
  type Series,
} from './index.ts';
import { about, amount, entity, field, plain, things, uploads } from './plain-series.testing.ts';
import { seriesChecks } from './testing.ts';

/** The names of the checks that complain, with what they say; a check that throws complains as well. */
async function wrongWith(series: Series): Promise<string[]> {
  const found: string[] = [];
  for (const { name, complaints } of seriesChecks(series)) {
    const said = await Promise.resolve()
      .then(complaints)
      .catch((error: unknown) => [String(error)]);
    if (said.length > 0) found.push(`${name}: ${said.join(' | ')}`);
  }
  return found;
}

const withEntity = (change: Partial<Entity>): Series => {
  const changed: Entity = { ...entity, ...change };
  const section: Section = { ...things, entity: changed };
  return {
    ...plain,
    library: [changed],
    sections: [about, uploads, section],
    criteria: [],
    reviewForm: printing(section),
  };
};
const printing =
  (section: Section): Series['reviewForm'] =>
  (d) => [
    title('示例评审表'),
    pairs(about.fields, d.form(about)),
    ...(section.kind === 'pick' ? [listing(section, d.picks(section), ['on'], Object.keys(section.extras ?? {}))] : []),
  ];
const withSection = (section: Section, more: readonly Section[] = [about, uploads]): Series => ({
  ...plain,
  sections: [...more, section],
  criteria: [],
  reviewForm: printing(section),
});
const withCriteria = (...criteria: Criterion[]): Series => ({ ...plain, criteria });
const told = (label: string, detail: string, mend = { section: 'about', field: 'town' }) =>
  rule(label, mend, () => ({ state: 'unmet', detail }));
const guarded = (message: string, mend: object, more: object = {}): Series => ({
  ...plain,
  guards: [{ code: 'guard', label: '示例核对', check: async () => [{ message, mend }], ...more }],
});
const other: Entity = { ...entity, code: 'other' };

it('finds nothing wrong with a series in order', async () => expect(await wrongWith(plain)).toEqual([]));

const BROKEN: readonly (readonly [what: string, series: Series, complaint: RegExp])[] = [
  ['another contract', { ...plain, kit: 2 as 1 }, /targets this kit/],
  ['a code that is no key', { ...plain, code: 'Plain_1' }, /kebab-case/],
  ['two sections of one code', { ...plain, sections: [about, about, uploads, things] }, /kebab-case codes: about/],
  ['no levels', { ...plain, levels: [] }, /names levels.*no levels/],
  ['a level twice', { ...plain, levels: [...plain.levels, ...plain.levels] }, /names levels.*INTERMEDIATE/],
  ['no specialties', { ...plain, specialties: [] }, /specialty.*no specialties/],
  ['a sample that is refused', withEntity({ sample: { on: '2025-01-01' } }), /the sample parses: name: 请填写名称/],
  [
    'an entity that asks nothing',
    withEntity({ fields: { on: optional(date('日期')), name: optional(field) } }),
    /nothing/,
  ],
  [
    'a field in snake case',
    withEntity({ fields: { ...entity.fields, an_other: optional(field) } }),
    /camelCase: an_other/,
  ],
  ['a column that is no field', withEntity({ columns: ['name', 'nmae'] }), /refers to a field: nmae/],
  ['a condition on what is no field', withEntity({ when: { size: { nmae: '是' } } }), /refers to a field: nmae/],
  ['a list without columns', withEntity({ columns: [] }), /no columns/],
  ['a flow with a hole', withEntity({ flowName: () => '提交undefined' }), /flow has a name: 提交undefined/],
  ['a missing upcaster', withEntity({ upcast: {} }), /upcast\[1\] is missing/],
  ['a missing old row', withEntity({ history: {} }), /history\[1\] is missing/],
  ['an upcaster that loses an answer', withEntity({ upcast: { 1: () => ({ on: '2024-01-01' }) } }), /version 1: name/],
  [
    'an importable entity that requires files',
    withEntity({
      fields: { ...entity.fields, proof: files('证明') },
      sample: { ...entity.sample, proof: [{ id: 'a', name: 'a.pdf', bytes: 1 }] },
    }),
    /proof is required and has no column/,
  ],
  [
    'a value that Excel changes',
    withEntity({ fields: { ...entity.fields, name: { ...field, print: () => '别的' } } }),
    /name comes back changed/,
  ],
  ['a pick of a foreign entity', withSection({ ...things, entity: other }), /things picks other/],
  [
    'a link to a foreign entity',
    withEntity({ fields: { ...entity.fields, others: optional(links('其他', other)) } }),
    /thing links to other/,
  ],
  ['a question in snake case', withSection({ ...about, fields: { a_b: field } }, [uploads]), /camelCase: about.a_b/],
  [
    'an attachment that is no file',
    withSection({ ...uploads, fields: { name: field } }, [about]),
    /name is no file slot/,
  ],
  ['an upload of the employer that is no file', { ...plain, unitSlots: { name: field } }, /name is no file slot/],
  ['more rows wanted than allowed', withSection({ ...things, min: 3, max: 2 }), /at least 3, at most 2/],
  ['exactly one of what is no checkbox', withSection({ ...things, exactlyOne: ['scale'] }), /exactlyOne names scale/],
  ['a section without a label', withSection({ ...things, label: '' }), /a label, each once: things/],
  [
    'a rule that nothing has to meet',
    { ...plain, sections: [things], criteria: [], reviewForm: printing(things) },
    /ready with nothing/,
  ],
  [
    'two verdicts of one path',
    withCriteria({
      ...allOf('组', told('甲', '缺')),
      evaluate: (d, path = '组') => ({
        path,
        state: 'unmet',
        label: '组',
        detail: '缺',
        mend: [],
        parts: ['一', '二'].flatMap(() => told('甲', '缺').evaluate(d, `${path}/甲`) ?? []),
      }),
    }),
    /path of its own: criteria\/组\/甲/,
  ],
  ['a criterion that says nothing', withCriteria(told('甲', '')), /does not say what there is/],
  ['a criterion with a hole', withCriteria(told('甲', '还差undefined项')), /says: 甲 还差undefined项/],
  [
    'a criterion that leads nowhere',
    withCriteria({
      ...told('甲', '缺'),
      evaluate: (_, path = '甲') => ({ path, state: 'unmet', label: '甲', detail: '缺', mend: [], parts: [] }),
    }),
    /does not say where to mend/,
  ],
  [
    'a place that is not there',
    withCriteria(told('甲', '缺', { section: 'about', field: 'twon' })),
    /leads to field about.twon/,
  ],
  [
    'a section that is not there',
    withCriteria(told('甲', '缺', { section: 'abuot', field: 'town' })),
    /leads to section abuot/,
  ],
  ['two criteria of one name', withCriteria(told('甲', '缺'), told('甲', '缺')), /calls no two criteria the same: 甲/],
  [
    'a number without a source',
    withCriteria(count('业绩', from(things), amount({ basis: undefined }))),
    /amount has no basis/,
  ],
  [
    'a number called like its code',
    withCriteria(count('业绩', from(things), amount({ label: 'amount' }))),
    /amount has no label/,
  ],
  [
    'a number keyed by another series’ word',
    withCriteria(
      count('业绩', from(things), amount({ rows: [{ value: 1 }, { when: { specialty: '示例专亚' }, value: 2 }] })),
    ),
    /keyed by specialty 示例专亚/,
  ],
  [
    'a form with a hole',
    { ...plain, reviewForm: (d) => [...plain.reviewForm(d), title(`${d.form(about).town}`)] },
    /prints a hole/,
  ],
  [
    'a form without a beginning',
    { ...plain, reviewForm: (d) => plain.reviewForm(d).slice(1) },
    /neither a cover nor a title/,
  ],
  [
    'a grid whose lines differ',
    { ...plain, reviewForm: (d) => [...plain.reviewForm(d), grid([['甲', '乙'], ['丙']])] },
    /lines of different width/,
  ],
  [
    'a form that breaks with many rows',
    {
      ...plain,
      reviewForm: (d) => {
        if (d.picks(things).length > 1) throw new Error('too many');
        return plain.reviewForm(d);
      },
    },
    /renders with 40 rows.*too many/,
  ],
  [
    'a section that is never printed',
    { ...plain, reviewForm: (d) => plain.reviewForm(d).slice(0, 2) },
    /every section but the attachments: things/,
  ],
  [
    'a form of a kind with a hole',
    {
      ...plain,
      kindForm: (d) => (d.situation.kind === 'TRANSFER' ? { name: '转评表', blocks: [title('undefined')] } : undefined),
    },
    /form of a declaration kind.*hole/,
  ],
  ['a guard that says nothing', guarded('', { section: 'about' }), /guard says nothing/],
  ['a guard that leads nowhere', guarded('甲', { section: 'abuot' }), /guard leads to section abuot/],
  ['a guard without a code', guarded('甲', { section: 'about' }, { code: 'A guard' }), /A guard has no code/],
  [
    'a guard that breaks on a draft',
    guarded('甲', {}, { check: async () => Promise.reject(new Error('gone')) }),
    /gone/,
  ],
];

it.each(BROKEN)('finds %s', async (_, series, complaint) =>
  expect((await wrongWith(series)).join('\n')).toMatch(complaint),
);

it('every check finds something among these', async () => {
  const found = (await Promise.all(BROKEN.map(([, series]) => wrongWith(series)))).flat();
  const idle = seriesChecks(guarded('甲', { section: 'about' })).filter(
    ({ name }) => !found.some((complaint) => complaint.startsWith(`${name}:`)),
  );
  expect(idle.map(({ name }) => name)).toEqual([]);
});
