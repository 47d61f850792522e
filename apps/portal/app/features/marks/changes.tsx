import type { Caller } from '@zhicheng/core';
import { EmptyState } from '../../components/empty-state.tsx';
import { Section } from '../../components/section.tsx';
import type { Mark } from './marking.tsx';

export type Difference = Awaited<ReturnType<Caller['declarations']['difference']>>;
type SectionDifference = NonNullable<Difference>['sections'][number];
type FieldChange = SectionDifference['fields'][number];

const NONE = '（空）';
const ROW_WORDS = { added: '新增', removed: '移除', changed: '修改' } as const;

export const changedSections = (difference: Difference): number =>
  difference?.sections.filter(({ changed }) => changed).length ?? 0;

/** Old struck, new underlined, and the words for it. */
function Fields({ fields }: { fields: readonly FieldChange[] }) {
  if (fields.length === 0) return null;
  return (
    <dl>
      {fields.map(({ path, label, before, after }) => (
        <div className="fr fr--read" key={path}>
          <dt className="fr__l">{label}</dt>
          <dd>
            <del>
              <span className="vh">原为</span>
              {before || NONE}
            </del>{' '}
            <ins>
              <span className="vh">现为</span>
              {after || NONE}
            </ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Changed({ section }: { section: SectionDifference }) {
  return (
    <div className="partpart">
      <h3 className="partpart__h">{section.label}</h3>
      <Fields fields={section.fields} />
      {section.rows.map(({ kind, entry, title, fields }) => (
        <div key={entry}>
          <p>
            <b>{ROW_WORDS[kind]}</b>：{title}
          </p>
          <Fields fields={fields} />
        </div>
      ))}
      {section.reordered && <p>条目的顺序有调整。</p>}
    </div>
  );
}

const RESOLVED = { changed: '已修改', explained: '已说明' } as const;

function Earlier({ marks }: { marks: readonly Mark[] }) {
  if (marks.length === 0) return null;
  return (
    <Section title="退回时标记的问题">
      <ol>
        {marks.map(({ id, round, label, reason, by, answer, resolved }) => (
          <li key={id}>
            <b>{label}</b>：{reason}
            <span className="small muted">
              （第 {round} 轮，{by}）
            </span>
            {resolved && <b> {RESOLVED[resolved]}</b>}
            {resolved === 'explained' && answer && `：${answer}`}
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** What an auditor of a later round looks at first: what was marked, and what changed since he saw it. */
export function Changes({ difference, earlier }: { difference: Difference; earlier: readonly Mark[] }) {
  const changed = difference?.sections.filter((section) => section.changed) ?? [];
  const same = difference?.sections.filter((section) => !section.changed) ?? [];
  return (
    <>
      <Earlier marks={earlier} />
      {difference ? (
        <Section title={`与本单位上次看到的第 ${difference.since} 轮相比`}>
          {changed.length === 0 && <EmptyState>申报材料没有变化。</EmptyState>}
          {changed.map((section) => (
            <Changed key={section.section} section={section} />
          ))}
          {same.length > 0 && (
            <details>
              <summary>未变化的 {same.length} 个栏目</summary>
              <ul>
                {same.map(({ section, label }) => (
                  <li key={section}>{label}：未变化</li>
                ))}
              </ul>
            </details>
          )}
        </Section>
      ) : (
        <p className="hint">本单位第一次收到这份申报，没有可比较的以前内容。</p>
      )}
    </>
  );
}
