import { headingOf, show, type Raw, type Shape } from '@zhicheng/series-kit';
import type { Column } from '../../components/data-table.tsx';
import { UNBROKEN } from '../kind-width.ts';

type Named = { readonly data: Raw | undefined };

const LEAD = 0;

const FACTS = 3;

const columnNames = ({ entity, columns, extras }: Shape<'links'>): readonly string[] =>
  (columns ?? entity.columns).filter((name) => extras[name] === undefined);

/** The first facts of a linked row in one line, where there is no room for columns. */
export const linkFacts =
  <R extends Named>(shape: Shape<'links'>) =>
  ({ data }: R): string =>
    columnNames(shape)
      .slice(LEAD + 1, LEAD + 1 + FACTS)
      .flatMap((name) => {
        const field = shape.entity.fields[name];
        return data && field ? [show(field, data[name])] : [];
      })
      .filter(Boolean)
      .join('，');

/** Columns of linked rows as the field names them, without what is said per link. */
export function entityColumns<R extends Named>(shape: Shape<'links'>): Column<R>[] {
  const { entity, headings } = shape;
  return columnNames(shape).flatMap((name, at): Column<R>[] => {
    const field = entity.fields[name];
    if (!field) return [];
    return [
      {
        key: name,
        head: headings?.[name] ?? headingOf(field),
        cell: ({ data }) => (data ? show(field, data[name]) : at === LEAD ? '正在读取…' : ''),
        phone: at === LEAD ? 'lead' : 'hide',
        nowrap: UNBROKEN.includes(field.shape.kind),
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
