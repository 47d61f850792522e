import {
  openDossier,
  show,
  type AnyPick,
  type Dossier,
  type Fields,
  type Picked,
  type PlannedSection,
} from '@zhicheng/series-kit';
import type { Caller } from '@zhicheng/core';
import type { ReactNode } from 'react';
import { Turn } from '../../render/controls/link-picker.tsx';
import { FieldSourcesProvider, type Candidate } from '../../render/sources.tsx';
import { seriesOf } from '../../series.ts';
import type { CaseSection } from './case-sections.tsx';
import { MarkScope, MarkTick } from '../marks/marking.tsx';
import { EvidenceLinks } from './evidence.tsx';
import { asRow, FactRows, FieldRows } from './field-rows.tsx';
import { LinkingProvider } from './linked-pages.tsx';
import { askPage, lastPage, PAGE, SearchBox, usePages } from './search-pages.tsx';
import type { DeclarationCase } from './types.ts';

/** 示例一，女，示例市第一中学，高级教师-中学语文，常规申报 */
export function declarationLine({ card, data: { applicant } }: DeclarationCase): ReactNode {
  const rest = [applicant.gender, applicant.unitName, `${card.title}-${card.specialty}`, card.kindLabel];
  return (
    <>
      <b>{applicant.name}</b>，{rest.join('，')}
    </>
  );
}

/** What is printed of it (rules 2.4), in a window of its own: the case stays open. */
const PaperLinks = ({ card: { id, kind } }: Pick<DeclarationCase, 'card'>) => (
  <span className="links links--row">
    <a href={`/work/declarations/papers/${id}`} target="_blank" rel="noreferrer">
      评审表
    </a>
    <a href={`/work/declarations/papers/${id}?paper=material-list`} target="_blank" rel="noreferrer">
      申报材料一览表
    </a>
    {kind !== 'REGULAR' && (
      <a href={`/declarations/${id}/kind-form.docx`}>{kind === 'EXCEPTIONAL' ? '破格审批表' : '转评申报表'}</a>
    )}
  </span>
);

/** AH-33.07 */
function Heading({ view: { card, data } }: { view: DeclarationCase }) {
  const { applicant } = data;
  return (
    <FactRows
      facts={[
        ['申报职称', `${card.title}-${card.specialty}`],
        ['申报形式', card.kindLabel],
        ['申报级别', card.levelLabel],
        ['申报单位', applicant.unitName],
        ['申报人', applicant.name],
        ['性别', applicant.gender],
        ['证件类型', applicant.idType],
        ['证件编号', applicant.idNumberMasked],
        ['出生日期', applicant.birthDate],
        ['单位性质', applicant.unitNature],
        ['是否面试', card.interview ? '需要' : '不需要'],
        ['受理评委会', card.committee],
        ['申报表格', <PaperLinks key="papers" card={card} />],
        [
          '照片',
          applicant.photo && (
            <MarkScope key="photo" place={{ section: 'heading' }}>
              <MarkTick path="photo" label="照片" words="照片不合格" />
              <EvidenceLinks files={[applicant.photo]} />
            </MarkScope>
          ),
        ],
      ]}
    />
  );
}

const titleOf = (section: AnyPick, row: Readonly<Record<string, unknown>>): string => {
  const [first = ''] = section.entity.columns;
  const field = section.entity.fields[first];
  return field ? show(field, row[first]) : '';
};

const addressOf = ({ processId }: DeclarationCase, query: Record<string, string>): string =>
  `/work/cases/${processId}/part?${new URLSearchParams({ kind: 'declaration', ...query })}`;

type RowProps = { view: DeclarationCase; section: AnyPick; picked: Picked<Fields, Fields>; number: number };

function PickedRow({ view, section, picked: { entry, row, extra }, number }: RowProps) {
  const links = {
    totals: view.totals.links[entry] ?? {},
    addressOf: (field: string) => addressOf(view, { entry, field }),
  };
  return (
    <section className="frsub" aria-label={`${section.entity.label} ${number}`}>
      <MarkScope place={{ section: section.code, entryId: entry }}>
        <h3>
          <MarkTick label={`${section.entity.label} ${number}`} />
          {number}. {titleOf(section, asRow(row))}
        </h3>
        {section.extras && <FieldRows fields={section.extras} row={asRow(extra)} at="@" />}
        <LinkingProvider value={links}>
          <FieldRows fields={section.entity.fields} when={section.entity.when} row={asRow(row)} />
        </LinkingProvider>
      </MarkScope>
    </section>
  );
}

type PickPage = Awaited<ReturnType<Caller['declarations']['auditPicks']>>;

/** The rows of a section, a page at a time; the first page came with the case. */
function Picks({ section, view }: { section: AnyPick; view: DeclarationCase }) {
  const { code, entity } = section;
  const total = view.totals.picks[code] ?? 0;
  const first: PickPage = {
    ...{ picks: view.data.picks[code] ?? [], entries: view.data.entries, links: view.totals.links, total },
  };
  const pages = usePages(first, (keyword, page) =>
    askPage<PickPage>(addressOf(view, { section: code }), keyword, page),
  );
  if (total === 0) return <p className="muted">没有导入。</p>;
  const { found, asked } = pages;
  const data = { ...view.data, entries: found.entries, picks: { [code]: found.picks } };
  const shown = { ...view, data, totals: { ...view.totals, links: found.links } };
  const rows = openDossier(seriesOf(view.seriesCode), data).picks(section);
  return (
    <div aria-busy={pages.busy || undefined}>
      {total > PAGE && <SearchBox label={entity.label} pages={pages} total={total} />}
      {pages.failed && <p className="err">没有读到，请检查网络后再试。</p>}
      <FieldSourcesProvider value={{ candidates: candidatesOf(shown) }}>
        {rows.map((picked, index) => (
          <PickedRow
            key={picked.entry}
            view={shown}
            section={section}
            picked={picked}
            number={(asked.page - 1) * PAGE + index + 1}
          />
        ))}
      </FieldSourcesProvider>
      {rows.length === 0 && <p className="muted">没有符合条件的{entity.label}。</p>}
      <Turn page={asked.page} last={lastPage(found.total)} total={found.total} onTurn={pages.turn} />
    </div>
  );
}

type ContentProps = { planned: PlannedSection; dossier: Dossier; view: DeclarationCase };

function Content({ planned, dossier, view }: ContentProps) {
  const { section, fields } = planned;
  if (section.kind === 'pick') return <Picks section={section} view={view} />;
  return <FieldRows fields={fields} row={asRow(dossier.form(section))} />;
}

/** What links can be named by: every frozen entry under its kind, called after its first column. */
function candidatesOf({ seriesCode, data }: DeclarationCase): Record<string, Candidate[]> {
  const { library } = seriesOf(seriesCode);
  const all: Record<string, Candidate[]> = {};
  for (const [entry, stored] of Object.entries(data.entries)) {
    const entity = library.find(({ code }) => code === stored.entity);
    const [first = ''] = entity?.columns ?? [];
    const field = entity?.fields[first];
    (all[stored.entity] ??= []).push({ entry, label: field ? show(field, stored.data[first]) : stored.entity });
  }
  return all;
}

/** As those who audit call them (AH-33.09); what a plan has renamed keeps its name. */
const AUDIT_LABELS: Readonly<Record<string, string>> = {
  profile: '个人信息',
  'held-titles': '现有职称',
  attachments: '申报相关资料',
};
const auditLabel = ({ section, label }: PlannedSection): string =>
  label === section.label ? (AUDIT_LABELS[section.code] ?? label) : label;

/** Headings of the navigation: personal sections by themselves, 业绩条件 may hold several (AH-33.09). */
function grouped(sections: readonly PlannedSection[]): { label: string; sections: PlannedSection[] }[] {
  const groups: { label: string; sections: PlannedSection[] }[] = [];
  for (const section of sections) {
    const label = section.step === 'achievements' ? (section.group ?? section.label) : auditLabel(section);
    const last = groups.find((group) => group.label === label);
    if (last) last.sections.push(section);
    else groups.push({ label, sections: [section] });
  }
  return groups;
}

const countIn = (sections: readonly PlannedSection[], { totals }: DeclarationCase): string | undefined => {
  const picks = sections.flatMap(({ section }) => (section.kind === 'pick' ? [totals.picks[section.code] ?? 0] : []));
  return picks.length > 0 ? `${picks.reduce((a, b) => a + b, 0)} 条` : undefined;
};

/** A declaration as it was frozen: heading, then the sections of its plan. */
export function declarationSections(view: DeclarationCase): CaseSection[] {
  const dossier = openDossier(seriesOf(view.seriesCode), view.data);
  const sources = { candidates: candidatesOf(view) };
  return [
    { id: 'heading', label: '申报情况', body: <Heading view={view} /> },
    ...grouped(dossier.sections).map(({ label, sections }) => ({
      id: sections[0]?.section.code ?? label,
      label,
      note: countIn(sections, view),
      body: (
        <FieldSourcesProvider value={sources}>
          {sections.map((planned) => (
            <div key={planned.section.code} className="partpart">
              <MarkScope place={{ section: planned.section.code }}>
                {auditLabel(planned) !== label && planned.label !== label && (
                  <h3 className="partpart__h">{planned.label}</h3>
                )}
                <MarkTick label={`栏目 ${planned.label}`} words="整个栏目" />
                <Content planned={planned} dossier={dossier} view={view} />
              </MarkScope>
            </div>
          ))}
        </FieldSourcesProvider>
      ),
    })),
  ];
}
