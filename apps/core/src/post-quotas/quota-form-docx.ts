import { printDocx } from '@zhicheng/documents';
import { grid, note, paragraph, table, title, type Block } from '@zhicheng/series-kit';
import { organisationOf, type Actor, type Core } from '../context.ts';
import { notFound } from '../errors.ts';

const LEVELS = ['正高级', '副高级', '中级', '初级'];

/** 岗位核准表: what the unit prints, fills in and stamps (AH-35.02, AH-35.13). */
export const quotaFormBlocks = (unit: { name: string; uscc: string | null }): Block[] => [
  title('专业技术岗位核准表'),
  grid(
    [
      [{ text: '单位名称', bold: true }, unit.name, { text: '统一社会信用代码', bold: true }, unit.uscc ?? ''],
      [{ text: '核准年度', bold: true }, '', { text: '填表日期', bold: true }, '　　　年　　月　　日'],
    ],
    [3, 7, 4, 6],
  ),
  table(
    ['岗位等级', '核定岗位数', '现聘人数', '空缺数', '备注'],
    LEVELS.map((level) => [level, '', '', '', '']),
    [4, 4, 4, 4, 4],
  ),
  paragraph('空缺数按核定岗位数减现聘人数填写；不受岗位数限制的，空缺数填“不限”。'),
  { type: 'opinion', label: '单位意见', text: '', lines: ['负责人', '公章', '年 月 日'] },
  { type: 'opinion', label: '主管部门意见', text: '', lines: ['负责人', '公章', '年 月 日'] },
  note('加盖单位公章即可；当地人社部门另有要求的，按其要求加盖。'),
];

/** @returns the template as DOCX, with the name and credit code of the actor's unit */
export async function quotaFormDocx({
  core,
  actor,
}: {
  core: Core;
  actor: Actor;
}): Promise<{ bytes: Uint8Array; name: string }> {
  if (actor.role !== 'employer') throw notFound('核准表模板');
  const unit = await core
    .db('organisation')
    .where({ id: organisationOf(actor) })
    .first('name', 'uscc');
  const bytes = await printDocx(quotaFormBlocks(unit), { title: '专业技术岗位核准表' });
  return { bytes, name: '专业技术岗位核准表.docx' };
}
