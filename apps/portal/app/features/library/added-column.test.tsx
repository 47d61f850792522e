import { MantineProvider } from '@mantine/core';
import { recordWithWard, ward } from '@zhicheng/plugin-specimen/added-column';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { FormBody } from '../../render/form-body.tsx';
import { entryColumns } from './entry-columns.tsx';

const nothing = (): void => undefined;

describe('adding a column to an entity changes one file', () => {
  it('the form has its control, with label, counter and note', () => {
    const html = renderToStaticMarkup(
      <MantineProvider>
        <FormBody fields={{ ward }} raw={{ ward: '三病区' }} onChange={nothing} />
      </MantineProvider>,
    );
    for (const part of ['病区', '三病区', '3/20', '出院时所在的病区。']) expect(html).toContain(part);
  });
  it('the list has its column', () => {
    const heads = entryColumns({ entity: recordWithWard, first: 1, onAsk: nothing }).map(({ head }) => head);
    expect(heads).toContain('病区');
  });
});
