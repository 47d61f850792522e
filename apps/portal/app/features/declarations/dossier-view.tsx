import { KIND_LABELS, readEntry, show, type DossierData, type Fields, type PlannedSection } from '@zhicheng/series-kit';
import { useId } from 'react';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { KeyValues, type Pair } from '../../components/key-values.tsx';
import { Section } from '../../components/section.tsx';
import { FieldsView } from '../../render/field-view.tsx';
import { UNBROKEN } from '../../render/kind-width.ts';
import { CellText, entityColumns, ROWS_AT_A_TIME, type PickedRow } from './fill/pick-section.tsx';
import { groupsOf, type Group } from './fill/plan-of-page.ts';

const GENDERS: Readonly<Record<string, string>> = { male: '男', female: '女' };

/** AH-19.05: who declares for what, as the record has it. */
export const situationPairs = (data: DossierData, interview: boolean, levelLabel: string): Pair[] => {
  const { applicant, situation, plan } = data;
  return [
    ['申报形式', KIND_LABELS[situation.kind]],
    ['申报级别', levelLabel],
    ['申报人', applicant.name],
    ['性别', GENDERS[applicant.gender] ?? applicant.gender],
    ['受理评委会', plan.committee],
    ['申报职称', `${data.seriesName}-${situation.specialty}-${data.title}`],
    ['申报单位', applicant.unitName],
    ['证件类型', applicant.idType],
    ['证件编号', applicant.idNumberMasked],
    ['出生日期', applicant.birthDate],
    ['是否面试', interview ? '需要' : '不需要'],
    ...(situation.institutionCategory ? [['单位类别', situation.institutionCategory] as const] : []),
  ];
};

function picked({ section }: PlannedSection, data: DossierData): PickedRow[] {
  if (section.kind !== 'pick') return [];
  return (data.picks[section.code] ?? []).flatMap(({ entry, extra = {} }): PickedRow[] => {
    const stored = data.entries[entry];
    return stored ? [{ entry, row: readEntry(section.entity, stored), extra }] : [];
  });
}

function PickedTable({ planned, data }: { planned: PlannedSection; data: DossierData }) {
  const { section, label } = planned;
  if (section.kind !== 'pick') return null;
  const extras: Fields = section.extras ?? {};
  const columns: Column<PickedRow>[] = [
    { key: 'index', head: '序号', cell: (_, index) => index + 1, phone: 'hide', width: '3rem' },
    ...entityColumns(section.entity).map(([name, head, field], at): Column<PickedRow> => ({
      key: name,
      head,
      cell: ({ row }) => <CellText text={show(field, row[name])} />,
      phone: at === 0 ? 'lead' : 'pair',
      nowrap: UNBROKEN.includes(field.shape.kind),
    })),
    ...Object.entries(extras).map(([name, field]): Column<PickedRow> => ({
      key: `extra-${name}`,
      head: field.label,
      cell: ({ extra }) => show(field, extra[name]),
    })),
  ];
  return (
    <DataTable
      caption={label}
      dense
      columns={columns}
      rows={picked(planned, data)}
      rowKey={({ entry }) => entry}
      size={ROWS_AT_A_TIME}
      detail={({ row }) => <FieldsView fields={section.entity.fields} row={row} />}
      empty={<EmptyState>没有导入。</EmptyState>}
    />
  );
}

/** One section as it was filled in. */
export function SectionView({ planned, data }: { planned: PlannedSection; data: DossierData }) {
  if (planned.section.kind === 'pick') return <PickedTable planned={planned} data={data} />;
  return <FieldsView fields={planned.fields} row={data.forms[planned.section.code] ?? {}} />;
}

export const viewId = ({ step, label }: Group): string => `view-${step}-${label}`;

type Props = { sections: readonly PlannedSection[]; data: DossierData; heading: readonly Pair[] };

/** 申报一览表 (AH-23.02): everything filled in and imported, part by part. */
export function DossierView({ sections, data, heading }: Props) {
  const { photo } = data.applicant;
  return (
    <>
      <Section title="申报情况" id="view-situation">
        <div className="situation">
          <KeyValues items={heading} />
          {photo && (
            <img className="photo__i" src={`/files/${encodeURIComponent(photo.id)}?view=thumb`} alt="电子照片" />
          )}
        </div>
      </Section>
      {groupsOf(sections).map((group) => (
        <Section key={viewId(group)} title={group.label} id={viewId(group)}>
          {group.sections.map((planned) => (
            <div key={planned.section.code} className="fillpart">
              {planned.label !== group.label && <h3>{planned.label}</h3>}
              <SectionView planned={planned} data={data} />
            </div>
          ))}
        </Section>
      ))}
    </>
  );
}

/** The bar at the right that jumps to each part; where there is no room at the side, a list to choose from. */
export function DossierNav({ sections }: { sections: readonly PlannedSection[] }) {
  const id = useId();
  const parts = [
    { to: 'view-attachments', label: '附件一览表' },
    { to: 'view-situation', label: '申报情况' },
    ...groupsOf(sections).map((group) => ({ to: viewId(group), label: group.label })),
  ];
  return (
    <>
      <nav className="snav stick" aria-label="申报一览表各部分">
        {parts.map(({ to, label }) => (
          <a key={to} href={`#${to}`}>
            {label}
          </a>
        ))}
      </nav>
      <div className="overview__jump">
        <label htmlFor={id}>跳转到</label>
        <select
          id={id}
          className="sel"
          defaultValue="view-attachments"
          onChange={({ currentTarget }) => document.getElementById(currentTarget.value)?.scrollIntoView()}
        >
          {parts.map(({ to, label }) => (
            <option key={to} value={to}>
              {label}
            </option>
          ))}
        </select>
      </div>
    </>
  );
}
