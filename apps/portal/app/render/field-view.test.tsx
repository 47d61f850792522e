import { choice, defineEntity, links, LINKS_NAMED, text } from '@zhicheng/series-kit';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { FieldView } from './field-view.tsx';
import { FieldSourcesProvider } from './sources.tsx';

const stay = defineEntity({
  code: 'stay',
  label: '住院',
  group: '行业专用',
  fields: { number: text('编号') },
  columns: ['number'],
  sample: { number: 'N-1' },
});
const field = links('住院列表', stay, { extras: { group: choice('分类', ['观察组']) } });
const shown = (count: number) =>
  renderToStaticMarkup(
    <FieldSourcesProvider value={{ candidates: { stay: [{ entry: 'e0', label: 'N-0' }] } }}>
      <FieldView
        field={field}
        value={Array.from({ length: count }, (_, at) => ({ entry: `e${at}`, extra: { group: '观察组' } }))}
      />
    </FieldSourcesProvider>,
  );

it('[AH-14.19] of thousands of links the first are named, and how many there are is said', () => {
  const many = shown(7869);
  expect(many).toContain('N-0');
  expect(many.match(/<li>/g)).toHaveLength(LINKS_NAMED);
  expect(many).toContain(`共 7869 条，这里列出前 ${LINKS_NAMED} 条。`);
});

it('a list that is named whole says nothing more', () => expect(shown(LINKS_NAMED)).not.toContain('这里列出'));
