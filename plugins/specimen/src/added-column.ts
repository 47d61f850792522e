import { optional, text, type Entity, type Section, type Series } from '@zhicheng/series-kit';
import { specimen } from './index.ts';
import { record } from './library.ts';

export const ward = optional(text('病区', { max: 20, search: true, note: '出院时所在的病区。' }));

/** The record with one more column, as its author would add it: a line in `fields`, a name in `columns`. */
export const recordWithWard: Entity = {
  ...record,
  fields: { ...record.fields, ward },
  columns: [...record.columns, 'ward'],
};

const inPlace = (section: Section): Section =>
  section.kind === 'pick' && section.entity.code === record.code ? { ...section, entity: recordWithWard } : section;

/** The same series over that one changed entity: nothing else of it is touched. */
export const specimenWithWard: Series = {
  ...specimen,
  library: specimen.library.map((entity) => (entity === record ? recordWithWard : entity)),
  sections: specimen.sections.map(inPlace),
};
