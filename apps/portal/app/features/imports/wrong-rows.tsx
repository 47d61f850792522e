import { DataTable } from '../../components/data-table.tsx';
import { Section } from '../../components/section.tsx';

export type WrongCell = { readonly row: number; readonly column: string; readonly message: string };

type Props = {
  wrong: readonly WrongCell[];
  /** Where the file of corrections is. */
  corrections: string;
};

/** What was not taken of a file, cell by cell, and the same as a workbook to mend. */
export function WrongRows({ wrong, corrections }: Props) {
  return (
    <Section
      title="需要更正的行"
      aside={
        <a href={corrections} download>
          下载更正文件
        </a>
      }
      hint="更正文件里只有这些行，每行写着原因。改好后保存，直接再导入。"
    >
      <DataTable
        caption="需要更正的行"
        dense
        columns={[
          { key: 'row', head: '行', cell: ({ row }) => `第 ${row} 行`, phone: 'lead', nowrap: true },
          { key: 'column', head: '列', cell: ({ column }) => column || '整行' },
          { key: 'message', head: '失败说明', cell: ({ message }) => message },
        ]}
        rows={wrong}
        rowKey={({ row, column, message }) => `${row}${column}${message}`}
      />
    </Section>
  );
}
