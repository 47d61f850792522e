import * as common from '@zhicheng/plugin-common';
import { teacher } from '@zhicheng/plugin-teacher';
import { placeholderOf, type Entity, type Field } from '@zhicheng/series-kit';
import { describe, expect, it } from 'vitest';

const { paper, continuingEducation, engineeringProject, researchProject, education, assessment, adoption } = common;
const entities: readonly Entity[] = teacher.library;
const said = (field: Field | undefined): string => [field?.help, field?.note].filter(Boolean).join(' ');

/** Words that people asked the help desk about, and the question under which they must be explained. */
const TERMS: readonly [id: string, term: string, entity: Entity, field: string, explained: RegExp][] = [
  ['AH-10.19', '视同教育', continuingEducation, 'type', /视同教育指参加会议、培训/],
  ['AH-10.06', '公需课 and 专业课', continuingEducation, 'type', /公需课是各行业.*专业课是本专业/],
  ['AH-12.15', '项目类别', engineeringProject, 'category', /国家自然科学基金/],
  ['GP.23', '项目类别 of a research project', researchProject, 'category', /国家自然科学基金/],
  ['AH-13.16', '刊号', paper, 'journal', /ISSN.*CN/],
  ['AH-13.14', '论文命名', paper, 'scans', /篇名_作者_发表日期/],
  ['AH-13.15', '论文查重', paper, 'original', /无需本人上传查重结果/],
  ['AH-13.11', '索引情况', paper, 'indexing', /检索系统收录/],
  ['AH-13.12', '影响因子', paper, 'impact', /发表当年/],
  ['AH-11.05', '考核等级, which is not 考核结果', assessment, 'grade', /考核结果/],
  ['AH-09.02', '组织单位', education, 'organiser', /与毕业院校不同/],
  ['GP.23', '采纳, 运用, 推广', adoption, 'kind', /采纳：.*运用：.*推广：/],
];

describe('inline help for the words people asked about', () => {
  it.each(TERMS)('[%s] %s', (_, _term, entity, field, explained) =>
    expect(said(entity.fields[field])).toMatch(explained),
  );

  it('[AH-13.14] 刊页号 beside the form of a paper', () => expect(paper.note).toMatch(/刊页号指/));

  it('[AH-19.04] 破格 and 转评 where they are asked', () => {
    expect(said(common.exceptional.fields.grounds)).toMatch(/学历破格：.*资历破格：/);
    expect(said(common.transfer.fields.movedOn)).toMatch(/转评指/);
  });

  it('[AH-19.23] 职称取得方式, 是否聘任', () => {
    expect(said(common.heldTitleFields.mode)).toMatch(/评审、考试还是认定/);
    expect(said(common.heldTitleFields.appointed)).toMatch(/聘任/);
  });

  it('[AH-25.08] 工作年限 and 专业年限', () => {
    expect(said(common.profile.fields.workYears)).toMatch(/参加工作以来/);
    expect(said(common.profile.fields.specialtyYears)).toMatch(/不能超过工作年限/);
  });
});

it('every place for files says what may be uploaded, every other question what to enter', () => {
  for (const { label, fields } of entities)
    for (const field of Object.values(fields)) {
      const name = `${label}: ${field.label}`;
      if (field.shape.kind === 'files') expect(field.help, name).toMatch(/^只能上传.+个文件$/);
      else if (field.shape.kind === 'text') expect(placeholderOf(field), name).toMatch(/\S/);
    }
});
