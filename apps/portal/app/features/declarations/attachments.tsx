import { filesIn, readEntry, type DossierData, type FileRef, type PlannedSection } from '@zhicheng/series-kit';
import { useState } from 'react';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { megabytes } from '../../components/file-slot/checks.ts';
import { fileAddress } from '../../components/file-slot/stored-file.tsx';
import { FileViewer, isViewable } from '../../components/file-viewer.tsx';
import { rowName } from './fill/pick-section.tsx';

export type Attachment = {
  readonly key: string;
  readonly where: string;
  readonly what: string;
  readonly file: FileRef;
};

/** Every file of a declaration in page order: photo, uploads, evidence of the imported rows. */
export function attachmentsOf(sections: readonly PlannedSection[], data: DossierData): Attachment[] {
  const { photo } = data.applicant;
  const first = photo ? [{ key: `photo.${photo.id}`, where: '基本信息', what: '电子照片', file: photo }] : [];
  return [...first, ...sections.flatMap((planned) => ofSection(planned, data))];
}

function ofSection({ section, label, fields }: PlannedSection, data: DossierData): Attachment[] {
  if (section.kind !== 'pick')
    return filesIn(fields, data.forms[section.code] ?? {}).map(({ path, field, file }) => ({
      key: `${section.code}.${path}.${file.id}`,
      where: label,
      what: field.label,
      file,
    }));
  return (data.picks[section.code] ?? []).flatMap(({ entry }): Attachment[] => {
    const stored = data.entries[entry];
    if (!stored) return [];
    const row = readEntry(section.entity, stored);
    return filesIn(section.entity.fields, row).map(({ path, field, file }) => ({
      key: `${entry}.${path}.${file.id}`,
      where: `${label}：${rowName(section.entity, row)}`,
      what: field.label,
      file,
    }));
  });
}

function columns(open: (file: FileRef) => void): Column<Attachment>[] {
  return [
    { key: 'index', head: '序号', cell: (_, index) => index + 1, phone: 'hide' },
    { key: 'where', head: '所属部分', cell: ({ where }) => where, phone: 'pair' },
    { key: 'what', head: '材料', cell: ({ what }) => what, phone: 'pair' },
    { key: 'name', head: '附件名称', cell: ({ file }) => file.name, phone: 'lead' },
    { key: 'size', head: '大小', cell: ({ file }) => megabytes(file.bytes), phone: 'hide', nowrap: true },
    {
      key: 'acts',
      head: '操作',
      phone: 'ops',
      nowrap: true,
      cell: ({ file }) =>
        isViewable(file) ? (
          <button type="button" className="linkbtn" onClick={() => open(file)}>
            查看附件<span className="vh">{file.name}</span>
          </button>
        ) : (
          <a href={`${fileAddress(file)}?view=full`} target="_blank" rel="noopener">
            查看附件<span className="vh">{file.name}，在新标签页打开</span>
          </a>
        ),
    },
  ];
}

/** 附件一览表 (AH-23.01): pictures and papers open over the page; what no browser shows, in a tab of its own. */
export function AttachmentTable({ items }: { items: readonly Attachment[] }) {
  const [shown, setShown] = useState<FileRef | null>(null);
  return (
    <>
      <DataTable
        caption="附件一览表"
        dense
        columns={columns(setShown)}
        rows={items}
        rowKey={({ key }) => key}
        empty={<EmptyState>还没有上传附件。</EmptyState>}
      />
      {shown && <FileViewer file={shown} onClose={() => setShown(null)} />}
    </>
  );
}
