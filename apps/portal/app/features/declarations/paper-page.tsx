import type { Block } from '@zhicheng/series-kit';
import type { ReactNode } from 'react';
import { Icon } from '../../components/icon.tsx';
import { Page, PageHead } from '../../frames/page.tsx';
import { Blocks } from '../../render/blocks.tsx';

type Props = {
  id: string;
  name: string;
  /** Heading of the page, where it is not the name of the paper. */
  title?: string;
  lead: string;
  /** Last part of the address of the DOCX. */
  file: string;
  blocks: readonly Block[];
  watermark?: string | null;
  /** Between heading and paper. */
  children?: ReactNode;
};

/** A paper of a declaration as it will be printed, with its download; for the owner. */
export function PaperPage({ id, name, title = name, lead, file, blocks, watermark, children }: Props) {
  return (
    <Page
      back={`/declarations/${id}`}
      trail={[
        { label: '首页', to: '/home' },
        { label: '职称申报', to: '/declarations' },
        { label: '申报信息详情', to: `/declarations/${id}` },
        { label: title },
      ]}
    >
      <PageHead
        title={title}
        lead={lead}
        aside={
          <div className="acts noprint">
            <a className="btn btn--go" href={`/declarations/${id}/${file}.docx`}>
              <Icon name="download" />
              导出{name}
            </a>
          </div>
        }
      />
      {children}
      <Blocks blocks={blocks} watermark={watermark ?? undefined} />
    </Page>
  );
}
