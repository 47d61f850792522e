import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { DataTable } from './data-table.tsx';

const table = (detail?: (row: { id: string }) => string) =>
  renderToStaticMarkup(
    <DataTable
      caption="示例"
      columns={[{ key: 'id', head: '编号', cell: ({ id }) => id }]}
      rows={[{ id: 'A-1' }, { id: 'A-2' }]}
      rowKey={({ id }) => id}
      detail={detail}
    />,
  );

it('[AH-04.06] a row with detail begins with a button that opens it; the detail is closed at first', () => {
  const html = table(({ id }) => `${id} 的详情`);
  const rows = [...html.matchAll(/<tr.*?<\/tr>/gs)].slice(1).map(([row]) => row);
  expect(rows).toHaveLength(2);
  rows.forEach((row, index) => {
    const [first = ''] = /<td.*?<\/td>/s.exec(row) ?? [];
    expect(first).toContain(`aria-label="第 ${index + 1} 条详情"`);
    expect(first).toContain('aria-expanded="false"');
  });
  expect(html).not.toContain('的详情');
});

it('[AH-04.06] a list without detail has no such button', () => expect(table()).not.toContain('aria-expanded'));
