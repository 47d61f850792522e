import { headingOf, show, type Raw, type Shape } from '@zhicheng/series-kit';
import type { Column } from '../../components/data-table.tsx';

type Named = { readonly data: Raw | undefined };

const LEAD = 0;

/** Columns of linked rows as the field names them, without what is said per link. */
export function entityColumns<R extends Named>({ entity, columns, headings, extras }: Shape<'links'>): Column<R>[] {
  const names = (columns ?? entity.columns).filter((name) => extras[name] === undefined);
  return names.flatMap((name, at): Column<R>[] => {
    const field = entity.fields[name];
    if (!field) return [];
    return [
      {
        key: name,
        head: headings?.[name] ?? headingOf(field),
        cell: ({ data }) => (data ? show(field, data[name]) : at === LEAD ? '正在读取…' : ''),
        phone: at === LEAD ? 'lead' : at < 4 ? 'fact' : 'hide',
        nowrap: field.shape.kind === 'date',
      },
    ];
  });
}

/** The same, with a column for each extra where the field puts it, else at the end. */
export function linkColumns<R extends Named>(
  shape: Shape<'links'>,
  extraColumn: (name: string) => Column<R>,
): Column<R>[] {
  const plain = entityColumns<R>(shape);
  const order = shape.columns ?? [...shape.entity.columns, ...Object.keys(shape.extras)];
  const rest = Object.keys(shape.extras).filter((name) => !order.includes(name));
  return [...order, ...rest].flatMap((name) =>
    shape.extras[name] ? [extraColumn(name)] : plain.filter(({ key }) => key === name),
  );
}
