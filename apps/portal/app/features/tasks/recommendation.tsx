import { isBlank, plannedUnitSlots, type Fields, type Raw } from '@zhicheng/series-kit';
import { EmptyState } from '../../components/empty-state.tsx';
import { Section } from '../../components/section.tsx';
import type { FieldIssue } from '../../refusal.ts';
import { FieldGrid } from '../../render/field-control.tsx';
import { IssuesProvider } from '../../render/issues.tsx';
import { FieldSourcesProvider } from '../../render/sources.tsx';
import { seriesOf } from '../../series.ts';
import { asRow, FactRows, FieldRows } from './field-rows.tsx';
import type { DeclarationCase, TaskView } from './types.ts';
import { PublicityAtAudit } from './publicity-at-audit.tsx';
import { QuotaAtAudit } from './quota-at-audit.tsx';
import type { Decision } from './use-decision.ts';

/** The employer's upload slots as this plan has them. */
export const slotsOf = ({ seriesCode, data }: DeclarationCase): Fields =>
  plannedUnitSlots(seriesOf(seriesCode), data.template);

/** Labels of the slots that must be filled and are not. */
export const missingSlots = (fields: Fields, given: Raw): string[] =>
  Object.entries(fields)
    .filter(([name, field]) => field.required && isBlank(given[name]))
    .map(([, { label }]) => label);

/** AH-33.10 */
function Basics({ view: { card, data } }: { view: DeclarationCase }) {
  const { applicant } = data;
  return (
    <Section title="申报基本信息">
      <FactRows
        facts={[
          ['姓名', applicant.name],
          ['性别', applicant.gender],
          ['证件号码', applicant.idNumberMasked],
          ['申报职称', card.title],
          ['申报形式', card.kindLabel],
          ['申报级别', card.levelLabel],
        ]}
      />
    </Section>
  );
}

type Props = {
  view: DeclarationCase;
  task: TaskView;
  decision: Decision;
  issues: readonly FieldIssue[];
  /** Whether the actor is the one who uploads, now. */
  editable: boolean;
};

function Uploads({ view, task, decision, issues }: Omit<Props, 'editable'>) {
  return (
    <FieldSourcesProvider
      value={{ slotOf: (path) => JSON.stringify({ declaration: view.card.id, step: task.stepId, field: path }) }}
    >
      <IssuesProvider refused={issues}>
        <FieldGrid
          fields={slotsOf(view)}
          raw={decision.recommendation}
          path="recommendation"
          onChange={decision.upload}
        />
      </IssuesProvider>
    </FieldSourcesProvider>
  );
}

function Given({ view }: { view: DeclarationCase }) {
  const given = view.recommendation;
  if (!given) return <EmptyState>单位还没有审核通过，没有推荐材料。</EmptyState>;
  return (
    <>
      <FieldRows fields={slotsOf(view)} row={asRow(given.uploads)} />
      <FactRows facts={[['单位审核意见', given.opinion]]} />
    </>
  );
}

/** 单位推荐意见: the employer uploads while the case is on its desk; everybody after it reads. */
export function Recommendation({ editable, ...props }: Props) {
  return (
    <>
      <Basics view={props.view} />
      {props.view.publicity && <PublicityAtAudit publicity={props.view.publicity} editable={editable} />}
      <Section title="单位推荐意见" hint={editable ? '上传后还没有提交；点“通过”时一并提交。' : undefined}>
        {editable ? <Uploads {...props} /> : <Given view={props.view} />}
      </Section>
      {props.view.quota && <QuotaAtAudit {...props} quota={props.view.quota} editable={editable} />}
    </>
  );
}
