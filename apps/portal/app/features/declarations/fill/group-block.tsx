import type { PlannedSection } from '@zhicheng/series-kit';
import { useState } from 'react';
import { Section } from '../../../components/section.tsx';
import { FoldedGroup, summaryOf } from './folded-group.tsx';
import { FormSectionFields } from './form-section.tsx';
import { PhotoPart } from './photo-part.tsx';
import { ImportButton, PickSectionRows } from './pick-section.tsx';
import type { Group } from './plan-of-page.ts';
import { RowsSection, soleRows } from './rows-section.tsx';
import { groupHint, itemTitle, limitWords } from './section-words.ts';
import { Situation, type Choices } from './situation.tsx';
import { useFill } from './use-fill.tsx';

/** Element of a group, for the navigation at the side. */
export const groupId = ({ step, label }: Group): string => `part-${step}-${label}`;

function Body({ planned, first = false }: { planned: PlannedSection; first?: boolean }) {
  const { section } = planned;
  if (section.kind === 'pick') return <PickSectionRows planned={planned} section={section} />;
  const rows = soleRows(planned);
  if (rows) return <RowsSection planned={planned} rows={rows} />;
  return <FormSectionFields planned={planned} saveLabel={first ? '保存个人信息' : '保存'} />;
}

/** The letter is printed, signed by hand and uploaded again (AH-25.11). */
function PromiseLink() {
  const { id } = useFill().view.card;
  return (
    <a href={`/declarations/${id}/promise-letter.docx`} download>
      点击下载承诺书模板.doc
    </a>
  );
}

const asideOf = (planned: PlannedSection) => {
  if (planned.section.kind === 'pick') return <ImportButton planned={planned} />;
  if (planned.section.kind === 'attachments') return <PromiseLink />;
  return undefined;
};

/** 1、综述(必填项) with its limits at the right (AH-22.05). */
function Item({ planned, number, first }: { planned: PlannedSection; number: number | null; first: boolean }) {
  const { section } = planned;
  return (
    <div className="fillpart">
      <div className="fillpart__h">
        <h3>{itemTitle(planned, number)}</h3>
        <span className="fillpart__a">
          {section.kind === 'pick' && <span className="hint">{limitWords(planned)}</span>}
          {asideOf(planned)}
        </span>
      </div>
      {section.kind !== 'pick' && planned.hint && <p className="hint">{planned.hint}</p>}
      <Body planned={planned} first={first} />
    </div>
  );
}

type Props = { group: Group; choices: Choices | null; missing: number };

/** One sub-menu of the page; what was finished when the step was opened is folded to a line. */
export function GroupBlock({ group, choices, missing }: Props) {
  const { view } = useFill();
  const words = summaryOf(group, view);
  const [open, setOpen] = useState(missing > 0 || words === '');
  if (open) return <OpenGroup group={group} choices={choices} />;
  return (
    <FoldedGroup id={groupId(group)} label={group.label} summary={words} onOpen={() => setOpen(true)}>
      <OpenGroup group={group} choices={choices} inside />
    </FoldedGroup>
  );
}

/** What belongs to every declaration first, then the sections. */
function OpenGroup({ group, choices, inside = false }: Omit<Props, 'missing'> & { inside?: boolean }) {
  const { label, sections, step } = group;
  const [first] = sections;
  const alone =
    sections.length === 1 && first !== undefined && first.label === label && step === 'personal' && !choices;
  const numbered = step === 'achievements';
  return (
    <Section
      title={label}
      id={inside ? undefined : groupId(group)}
      hint={groupHint(group)}
      aside={alone ? asideOf(first) : undefined}
    >
      {choices && (
        <>
          <Situation choices={choices} />
          <PhotoPart />
        </>
      )}
      {alone ? (
        <Body planned={first} />
      ) : (
        sections.map((planned, index) => (
          <Item
            key={planned.section.code}
            planned={planned}
            number={numbered ? index + 1 : null}
            first={choices !== null && index === 0}
          />
        ))
      )}
    </Section>
  );
}
