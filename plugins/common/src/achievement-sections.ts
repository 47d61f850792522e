import { pickSection, type Entity, type Fields, type NoFields, type PickSection } from '@zhicheng/series-kit';

type More<P extends Fields> = Pick<PickSection<Fields, P>, 'extras' | 'hint'> & { readonly label?: string };

/** A block of 申报业绩: rows of one entity under its own name, as many as there are. */
export const block = <F extends Fields, const P extends Fields = NoFields>(
  group: string,
  code: string,
  entity: Entity<F>,
  more: More<P> = {},
): PickSection<F, P> => pickSection({ code, label: entity.label, step: 'achievements', group, entity, ...more });
