import { Section } from '../../components/section.tsx';
import { PathStages } from '../plans/path-preview.tsx';
import type { Detail } from './flow-rounds.ts';

/** Who audits the record, in which order, as the tree stands; what is over needs no path. */
export function RecordPath({ card, path }: Pick<Detail, 'card' | 'path'>) {
  if (!path) return null;
  return (
    <Section title={card.editable ? '提交后由谁审核' : '由谁审核'} id="audit-path">
      {path.broken && <p>{path.broken.words}</p>}
      <PathStages stages={path.stages} />
    </Section>
  );
}
