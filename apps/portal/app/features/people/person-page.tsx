import { minuteOf } from '../../beijing-time.ts';
import { Note } from '../../components/note.tsx';
import { Section } from '../../components/section.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { Breadcrumbs, PageHead } from '../../frames/page.tsx';
import { bindingSections } from '../tasks/binding-case.tsx';
import type { BindingCase } from '../tasks/types.ts';
import { bindingFace } from './people-list.tsx';

/** One registration, to read. */
export function PersonPage({ view }: { view: BindingCase }) {
  const { person, state, stateLabel, reason, decidedAt } = view;
  return (
    <>
      <Breadcrumbs
        trail={[{ label: '首页', to: '/work' }, { label: '人员注册审核', to: '/work/people' }, { label: person.name }]}
      />
      <PageHead
        title={
          <>
            {person.name} {state && <StateTag face={bindingFace[state]}>{stateLabel}</StateTag>}
          </>
        }
        lead={decidedAt ? `${minuteOf(decidedAt)} 审核` : undefined}
      />
      {reason && (
        <Note face="back" title="退回意见">
          <p>{reason}</p>
        </Note>
      )}
      <div className="wbtab wbtab--page">
        {bindingSections(view).map(({ id, label, body }) => (
          <Section key={id} title={label}>
            {body}
          </Section>
        ))}
      </div>
    </>
  );
}
