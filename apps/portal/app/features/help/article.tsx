import { Icon } from '../../components/icon.tsx';
import { Breadcrumbs } from '../../frames/page.tsx';
import { PublicFrame } from '../../frames/public-frame.tsx';
import { Section } from '../../components/section.tsx';

export type Part = { readonly title: string; readonly text: readonly string[]; readonly steps?: readonly string[] };

type Props = { title: string; lead: string; parts: readonly Part[]; print?: boolean };

/** A page to read, print, or keep as a file. */
export function Article({ title, lead, parts, print = false }: Props) {
  return (
    <PublicFrame>
      <Breadcrumbs trail={[{ label: '登录', to: '/login' }, { label: title }]} />
      <article className="article">
        <h1>{title}</h1>
        <p className="muted lead-p">{lead}</p>
        {print && (
          <div className="acts article__acts">
            <button type="button" className="btn btn--s" onClick={() => window.print()}>
              <Icon name="download" />
              保存或打印
            </button>
            <span className="hint">在打印窗口选“另存为 PDF”，就能留一份文件。</span>
          </div>
        )}
        {parts.map((part) => (
          <Section key={part.title} title={part.title}>
            {part.text.map((text) => (
              <p key={text}>{text}</p>
            ))}
            {part.steps && (
              <ol className="article__steps">
                {part.steps.map((step) => (
                  <li key={step}>{step}</li>
                ))}
              </ol>
            )}
          </Section>
        ))}
      </article>
    </PublicFrame>
  );
}
