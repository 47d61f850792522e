import { assess, entriesToFreeze, fromRegister, openDossier, parseRow } from '@zhicheng/series-kit';
import { dossierOf, offline, storedSample, textsIn, TODAY } from '@zhicheng/series-kit/testing';
import { expect, it } from 'vitest';
import { record, service, specimen, work, works } from './index.ts';

const entries = { r1: storedSample(record) };
const pdf = { id: 'f9', name: '附件.pdf', bytes: 10 };

it('asks for links when entered by template, for a file otherwise', () => {
  const { records, ...bare } = work.sample;
  expect(records).toBeDefined();
  expect(parseRow(work, bare, offline)).toMatchObject({
    ok: false,
    issues: [{ field: 'records', message: '请选择记录列表', blank: true }],
  });
  expect(parseRow(work, { ...bare, templated: false }, offline)).toMatchObject({
    ok: false,
    issues: [{ field: 'scans', message: '请上传记录附件', blank: true }],
  });
});

it('drops what a hidden field still carries', () => {
  const both = { ...work.sample, templated: false, scans: [pdf] };
  expect(parseRow(work, both, offline)).toMatchObject({ ok: true, row: { records: [], scans: [pdf] } });
});

it('refuses an unknown group and a record linked twice', () => {
  const link = (group: string) => ({ entry: 'r1', extra: { group } });
  expect(parseRow(work, { ...work.sample, records: [link('甲组')] }, offline)).toMatchObject({
    issues: [{ message: '记录列表第1条：分类不在可选范围内' }],
  });
  expect(parseRow(work, { ...work.sample, records: [link('观察组'), link('对照组')] }, offline)).toMatchObject({
    issues: [{ message: '记录列表第2条重复' }],
  });
});

it('reads linked rows with their own types, and the group with them', () => {
  const dossier = openDossier(specimen, dossierOf(specimen, { picks: { works: [{}] }, entries }));
  const [first] = dossier.linked(record, dossier.picks(works)[0]?.row.records ?? []);
  expect([first?.row.number, first?.extra.group]).toEqual(['R-1', '观察组']);
  // @ts-expect-error a column that the entity does not have
  expect(first?.row.nmber).toBeUndefined();
});

it('freezes linked records with the work', () =>
  expect(entriesToFreeze(specimen, dossierOf(specimen, { picks: { works: [{}] }, entries }))).toEqual([
    'works-0',
    'r1',
  ]));

it('keeps out records older than five years', () => {
  const old = storedSample(record, { period: { from: '2019-01-01', to: null } });
  const { linked } = openDossier(specimen, dossierOf(specimen, { entries: { r1: old } }));
  expect(parseRow(work, work.sample, { today: TODAY, linked })).toMatchObject({
    issues: [{ message: '记录R-1不在近5年内' }],
  });
});

it('masks names in the printed list, and the assessment never shows them', () => {
  const data = dossierOf(specimen, { picks: { records: [{}] } });
  const form = JSON.stringify(specimen.reviewForm(openDossier(specimen, data)));
  expect(form).toContain('示***');
  expect(form + textsIn(assess(specimen, data)).join()).not.toContain('示例病人');
});

it('[AH-10.03] takes a row of a register without the answers that the register cannot give', () => {
  const { evidence, ...row } = service.sample;
  expect(evidence).toHaveLength(1);
  expect(parseRow(service, row, offline)).toMatchObject({ ok: false, issues: [{ field: 'evidence', blank: true }] });
  expect(parseRow(fromRegister(service), row, offline)).toMatchObject({ ok: true, row: { evidence: [] } });
});
