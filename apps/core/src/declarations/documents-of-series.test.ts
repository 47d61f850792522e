import { printDocx } from '@zhicheng/documents';
import { registry } from '@zhicheng/plugins';
import {
  KIND_LABELS,
  openDossier,
  type Block,
  type DeclarationKind,
  type Entity,
  type Series,
} from '@zhicheng/series-kit';
import { dossierOf } from '@zhicheng/series-kit/testing';
import mammoth from 'mammoth';
import { describe, expect, it } from 'vitest';
import { closingBlocks } from './closing-blocks.ts';
import { materialBlocks } from './material-list.ts';
import { opinionBlocks } from './opinion-blocks.ts';

const RARE = '示例㛃𠮷';
const LONG = '很长的题目'.repeat(120);
const HOLES = /undefined|null|NaN|\[object/;

/** What an independent OOXML reader finds: text in order, line by line, and the number of tables. */
async function read(blocks: readonly Block[]): Promise<{ text: string; tables: number }> {
  const buffer = Buffer.from(await printDocx(blocks, { title: '示例', recordNo: 'ZC-1', hash: 'ab'.repeat(32) }));
  const { value: html, messages } = await mammoth.convertToHtml({ buffer });
  expect(messages.filter(({ type }) => type === 'error')).toEqual([]);
  const text = html.replace(/<\/(p|td|tr)>/g, '\n').replace(/<[^>]+>/g, '');
  return { text, tables: html.match(/<table/g)?.length ?? 0 };
}

const longTitle = ({ label, columns: [first = ''] }: Entity) => (label.includes('论文') ? { [first]: LONG } : {});

/** Rows as their samples are; papers with titles of 600 characters. */
const picksOf = (series: Series, rows: number) =>
  Object.fromEntries(
    series.sections.flatMap((section) =>
      section.kind === 'pick' ? [[section.code, Array.from({ length: rows }, () => longTitle(section.entity))]] : [],
    ),
  );

/** Entries that samples link to. */
const entriesOf = (series: Series) =>
  Object.fromEntries(
    series.library.flatMap((entity) =>
      ['sample', `${entity.code}-0`].map((id) => [
        id,
        { entity: entity.code, version: entity.version, data: entity.sample },
      ]),
    ),
  );

function dossier(series: Series, rows: number, kind: DeclarationKind = 'REGULAR') {
  const data = dossierOf(series, { picks: picksOf(series, rows), entries: entriesOf(series), kind });
  return { ...data, applicant: { ...data.applicant, name: RARE } };
}

const nothingYet = {
  ...{ said: [], expected: [], publicity: null, post: null, committee: '示例评审委员会' },
  interview: { needed: true, exemption: null, arrangement: null },
};

describe.each(registry.map((series) => [series.label, series] as const))('documents of %s, read back', (_, series) => {
  it.each([0, 1, 40])('[AH-27.05] [AH-25.07] the review form with %d rows of everything', async (rows) => {
    const own = series.reviewForm(openDossier(series, dossier(series, rows)));
    const blocks = [...own, ...closingBlocks(own, nothingYet)];
    const { text, tables } = await read(blocks);
    const headings = blocks.flatMap((block) => (block.type === 'heading' ? [block.text] : []));
    const places = headings.map((heading) => text.indexOf(heading));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
    expect(text).toContain(RARE);
    expect(text).not.toMatch(HOLES);
    expect(text.includes(LONG)).toBe(rows > 0);
    expect(tables).toBeGreaterThan(10);
    if (rows === 0) expect(text.match(/^无$/gm)?.length).toBeGreaterThan(5);
  });

  it('[AH-27.01] has the parts of the rules in their order (2.2)', () => {
    const own = series.reviewForm(openDossier(series, dossier(series, 1)));
    const parts = [...own, ...closingBlocks(own, nothingYet)].flatMap((block) =>
      block.type === 'heading' && /^[一二三四五六七八九十]+、/.test(block.text) ? [block.text] : [],
    );
    const numbers = parts.map((part) => part.split('、')[0]);
    expect(new Set(numbers).size).toBe(numbers.length);
    const names = parts.map((part) => part.replace(/^[^、]+、/, ''));
    expect(names.slice(0, 6)).toEqual([
      ...['基本情况', '学历教育', '工作经历', '现有职称及评聘情况', '任现职以来年度考核', '继续教育'],
    ]);
    expect(names.slice(-8)).toEqual([
      ...['个人承诺', '单位推荐意见', '主管部门审核意见', '人社（职改）部门审核意见', '组建单位审核意见'],
      ...['答辩（面试）情况', '评委会评审结果', '审批（确认、备案）意见'],
    ]);
  });

  it('[GP.95] the ID number is no part of the cover', () => {
    const own = series.reviewForm(openDossier(series, dossier(series, 1)));
    expect(JSON.stringify(own.filter(({ type }) => type === 'cover'))).not.toContain('****');
    const revealing = own.flatMap((block) =>
      block.type === 'grid'
        ? block.rows.flat().filter((cell) => typeof cell !== 'string' && cell.reveal === 'idNumber')
        : [],
    );
    expect(revealing).toHaveLength(1);
  });

  it.each([0, 1])('申报材料一览表 with %d rows of everything; more than 200 of one kind are counted', async (rows) => {
    const { text } = await read(materialBlocks(series, dossier(series, rows), 'ZC-1'));
    expect(text).toContain('申报材料确认审核');
    expect(text).not.toMatch(HOLES);
    expect(text.includes(LONG)).toBe(rows > 0);
    const many = JSON.stringify(materialBlocks(series, dossier(series, 201), 'ZC-1'));
    expect(many).toContain('另有 1 条，见系统内申报信息');
  });

  it.each(['EXCEPTIONAL', 'TRANSFER'] as const)('[AH-19.04] the form that %s asks for', async (kind) => {
    const form = series.kindForm?.(openDossier(series, dossier(series, 1, kind)));
    if (!form) throw new Error(`${series.code} has no form for ${KIND_LABELS[kind]}`);
    const { text } = await read([...form.blocks, ...opinionBlocks(nothingYet)]);
    const wanted =
      kind === 'EXCEPTIONAL'
        ? [
            '被推荐人',
            '学历／学位',
            '现聘任职务',
            '破格类别',
            '破格依据',
            '破格理由',
            '专家一推荐意见',
            '专家二推荐意见',
          ]
        : ['原系列', '原专业', '原资格', '证书编号', '转岗时间', '现岗位', '转岗后工作年限', '转评资格', '转岗后业绩'];
    for (const words of [...wanted, RARE, '单位推荐意见', '主管部门审核意见', '组建单位审核意见'])
      expect(text.replace(/\s/g, '')).toContain(words);
    expect(text).not.toMatch(HOLES);
  });

  it('人员情况一览表 takes its facts from every series', () => {
    const facts = series.rosterFacts?.(openDossier(series, dossier(series, 1)));
    expect(facts?.occupation).toBe('中学语文');
    expect(facts?.study).toMatchObject({ education: '', school: '' });
  });
});
