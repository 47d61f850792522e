import { teacher } from '@zhicheng/plugins';
import { limitText, placeholderOf, plainTemplate, plannedSections, type Template } from '@zhicheng/series-kit';
import { describe, expect, it } from 'vitest';
import { situationPairs } from '../dossier-view.tsx';
import { whyNoImport } from './pick-section.tsx';
import { groupsOf, nextStep, STEPS } from './plan-of-page.ts';
import { columnFields, soleRows } from './rows-section.tsx';
import { groupHint, itemTitle, limitWords, pickHint } from './section-words.ts';

const sectionsOf = (template: Partial<Template> = {}, kind: 'REGULAR' | 'EXCEPTIONAL' | 'TRANSFER' = 'REGULAR') =>
  plannedSections(
    teacher,
    { ...plainTemplate, ...template },
    { level: 'ASSOCIATE_SENIOR', specialty: '中学语文', kind },
  );
const sectionOf = (code: string, template: Partial<Template> = {}) => {
  const found = sectionsOf(template).find(({ section }) => section.code === code);
  if (!found) throw new Error(`no section ${code}`);
  return found;
};
const menuOf = (step: string, ...asked: Parameters<typeof sectionsOf>) =>
  groupsOf(sectionsOf(...asked))
    .filter((group) => group.step === step)
    .map(({ label }) => label);

describe('frame of the fill page', () => {
  it('[AH-19.01] four steps, in this order', () => {
    expect(STEPS.map(({ label }) => label)).toEqual(['个人信息', '申报业绩', '结果一览表', '提交审核']);
    expect([nextStep('personal'), nextStep('overview'), nextStep('submit')]).toEqual([
      'achievements',
      'submit',
      undefined,
    ]);
  });

  it('[AH-19.03] the sub-menu of 申报业绩 comes from the plan', () => {
    const template: Partial<Template> = {
      adjust: { 'rural-teaching': { off: true }, papers: { group: '教科研条件' } },
      add: [{ code: 'projects', label: '教学成果', kind: 'pick', entity: 'honour' }],
    };
    expect(menuOf('achievements', template)).toEqual([
      ...['思想政治', '能力条件', '业绩条件', '教科研条件', '教研科研条件', '教学成果'],
    ]);
  });

  it('[AH-25.13] the parts of 破格 and 转评 stand there for those forms only', () => {
    const regular = ['基本信息', '工作经历', '学历教育', '继续教育', '年度考核', '附件上传'];
    expect(menuOf('personal')).toEqual(regular);
    expect(menuOf('personal', {}, 'EXCEPTIONAL')).toEqual([...regular.slice(0, 5), '破格申报', '附件上传']);
    expect(menuOf('personal', {}, 'TRANSFER')).toEqual([...regular.slice(0, 5), '转评申报', '附件上传']);
  });

  it('[GP.93] what fills the sections of teachers', () => {
    const filled = groupsOf(sectionsOf()).flatMap(({ label, step, sections }) =>
      step === 'achievements' ? [[label, sections.map((planned) => planned.label)]] : [],
    );
    expect(Object.fromEntries(filled)).toEqual({
      思想政治: ['获得荣誉'],
      乡村任教或支教: ['乡村任教或支教'],
      能力条件: ['班主任工作经历', '公开课与教学竞赛'],
      业绩条件: ['获得荣誉', '取得业绩'],
      教研科研条件: ['论文发表情况', '著(译)作(教材)', '科研(基金)项目'],
    });
  });
});

describe('基本信息', () => {
  it.each([
    ['AH-19.08] [GP.03', 'formerName', '曾用名', false, 'text', '请输入 曾用名'],
    ['AH-19.09', 'ethnicity', '民族', true, 'coded', '请选择 民族'],
    ['AH-19.10', 'birthplace', '出生地', true, 'text', '请输入 出生地'],
    ['AH-19.11', 'workStart', '工作时间', true, 'date', '请输入参加工作开始时间'],
    ['AH-19.12] [GP.07', 'wageGrade', '工资级别', false, 'text', '请输入 工资级别'],
    ['AH-19.13', 'workYears', '工作年限', true, 'integer', '请输入 工作年限'],
    ['AH-19.14', 'specialtyYears', '专业年限', true, 'integer', '请输入 专业年限'],
    ['AH-19.15', 'politicalStatus', '政治面貌', true, 'coded', '请选择 政治面貌'],
    ['AH-19.16', 'post', '党政职务', false, 'text', '请输入 党政职务'],
    ['AH-19.17', 'health', '身体状况', false, 'text', '请输入 身体状况'],
    ['AH-19.18', 'academicPosts', '参加何学术团体任何职', false, 'text', '请输入 参加何学术团体任何职'],
  ])('[%s] %s', (_, name, label, required, kind, placeholder) => {
    const field = sectionOf('profile').fields[name];
    expect(field && [field.label, field.required, field.shape.kind, placeholderOf(field)]).toEqual([
      ...[label, required, kind, placeholder],
    ]);
  });

  it('[AH-19.22] the words beside 现有职称情况', () => {
    expect(sectionOf('held-titles').hint).toBe('*职称评聘情况为必填项，需录入相关内容和附件。');
  });

  it('[AH-19.23] its columns; 序号 and 操作 stand around them', () => {
    const rows = soleRows(sectionOf('held-titles'));
    expect(rows && columnFields(rows.shape).map(([, { label }]) => label)).toEqual([
      ...['证书编号', '工作单位', '系列名称', '专业名称', '资格名称', '职称取得方式'],
    ]);
  });

  it('[GP.30] kind and number of the identity document, the number masked', () => {
    const applicant = {
      ...{ name: '示例一', gender: 'female', birthDate: '1985-05-01', unitName: '示例市第一中学', unitNature: '' },
      ...{ idType: '军官证', idNumberMasked: '军*******1' },
    };
    const pairs = situationPairs(
      {
        ...{ applicant, seriesName: '中小学教师', title: '高级教师', filledOn: '2026-09-01', preview: false },
        plan: { year: 2026, name: '示例计划', committee: '示例评委会', level: '高级', asOf: '2026-12-31' },
        situation: { level: 'ASSOCIATE_SENIOR', specialty: '中学语文', kind: 'REGULAR' },
        ...{ template: plainTemplate, entries: {}, picks: {}, forms: {} },
      },
      true,
      '副高级',
    );
    expect(Object.fromEntries(pairs.map(([label, value]) => [label, value]))).toMatchObject({
      ...{ 证件类型: '军官证', 证件编号: '军*******1', 性别: '女', 是否面试: '需要' },
      申报职称: '中小学教师-中学语文-高级教师',
    });
  });
});

describe('附件上传', () => {
  const { fields, hint } = sectionOf('attachments');

  it('[AH-21.02] [AH-25.10] [GP.92] has a place for 班主任工作经历 beside the record in the library', () => {
    expect(fields.classTeacher).toMatchObject({ label: '班主任工作经历', required: false });
    expect(sectionOf('class-teacher').section).toMatchObject({ kind: 'pick', entity: { code: 'class-teacher' } });
  });

  it('[AH-21.03] [AH-25.12] says what an attachment must be', () => {
    expect(hint).toBe(
      '附件须为原件扫描件或照片，复印件须加盖单位公章，字迹清晰、无涂改，并以内容命名（如：身份证正面、教师资格证）。',
    );
  });

  it('[AH-25.11] the promise letter is signed by hand', () => {
    expect(fields.promise?.note).toBe('须本人手写签名。');
  });
});

describe('温馨提示', () => {
  const pick = sectionOf('ethics-honours');

  it('[AH-22.04] how many items, how many entries', () => {
    const one = { label: '综述', sections: [{ ...pick, required: true, min: 1, max: undefined }] };
    expect(groupHint(one)).toBe(
      '温馨提示：综述共1项，必填项，导入数量不限。只能导入单位审核通过的业绩；导入后不能在此修改。',
    );
    const two = { label: '业绩条件', sections: [pick, pick] };
    expect(groupHint(two)).toBe('温馨提示：业绩条件共2项，见各项说明。');
    // A single form says what it asks itself.
    expect(groupHint({ label: '附件上传', sections: [sectionOf('attachments')] })).toBe(sectionOf('attachments').hint);
  });

  it('[AH-22.09] the limits of the plan, at least and at most', () => {
    const { min, max, required } = sectionOf('papers', { adjust: { papers: { required: true, min: 2, max: 5 } } });
    expect(limitText({ min, max })).toBe('至少2项，最多5项');
    expect(pickHint({ min, max, required })).toContain('必填项，至少2项，最多5项。');
  });

  it('[AH-22.05] running number, name and (必填项); the limits at the right', () => {
    expect(itemTitle({ ...pick, label: '综述', required: true }, 1)).toBe('1、综述(必填项)');
    expect(itemTitle({ ...pick, label: '综述', required: false }, 2)).toBe('2、综述');
    expect(limitWords({ required: true, min: 1, max: undefined })).toBe('必填项，导入数量不限');
  });

  it('[AH-22.09] the button says why nothing more can be imported', () => {
    const papers = { ...pick, label: '论文', max: 2 };
    expect(whyNoImport(papers, 1, [])).toBeNull();
    expect(whyNoImport(papers, 2, [])).toBe('论文最多2项，已导入2项。先移除一条，再导入别的。');
    expect(whyNoImport(papers, 0, ['申报已截止。'])).toBe('申报已截止。');
    expect(whyNoImport({ ...papers, max: undefined }, 99, [])).toBeNull();
  });
});
