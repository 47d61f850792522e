import { occupationFields } from '@zhicheng/core/forms';
import { Link } from '../../components/link.tsx';
import { Note } from '../../components/note.tsx';
import { Section } from '../../components/section.tsx';
import type { FieldIssue } from '../../refusal.ts';
import { FieldGrid } from '../../render/field-control.tsx';
import { IssuesProvider } from '../../render/issues.tsx';
import { leftText, vacanciesText } from '../post-quotas/quota-words.ts';
import { FactRows } from './field-rows.tsx';
import type { DeclarationCase } from './types.ts';
import type { Decision } from './use-decision.ts';

type Quota = NonNullable<DeclarationCase['quota']>;
type Props = { quota: Quota; decision: Decision; issues: readonly FieldIssue[]; editable: boolean };

/** AH-35.14: one line per level; the one that is declared for says so. */
const facts = ({ year, level, levels }: Quota): [string, string][] => [
  ['核准年度', String(year)],
  ...(levels ?? []).map((one): [string, string] => [
    one.level === level ? `${one.label}（本次申报）` : one.label,
    `空缺 ${vacanciesText(one)}，已推荐 ${one.occupied}，剩余 ${leftText(one)}`,
  ]),
];

function Choice({ decision, issues }: Pick<Props, 'decision' | 'issues'>) {
  return (
    <IssuesProvider refused={issues}>
      <div className="quotachoice">
        <FieldGrid fields={occupationFields} raw={decision.quota} path="quota" onChange={decision.settle} />
      </div>
    </IssuesProvider>
  );
}

/** 推荐人员情况: the unit chooses 占用 or 不占用, everybody after it reads what was chosen. */
export function QuotaAtAudit({ quota, decision, issues, editable }: Props) {
  return (
    <Section title="推荐人员情况">
      {quota.levels === null && (
        <Note face="back" title={`还没有 ${quota.year} 年的岗位核准信息`}>
          <p>
            本计划要求先完成岗位核准。
            {editable && (
              <>
                请到<Link to="/work/settings/post-quotas">岗位核准信息</Link>填写空缺数并确认，再回来审核。
              </>
            )}
          </p>
        </Note>
      )}
      <FactRows facts={facts(quota)} />
      {editable && quota.levels !== null && <Choice decision={decision} issues={issues} />}
      {!editable && quota.use && (
        <FactRows
          facts={[
            ['是否占用职数', quota.use.occupies ? '占用' : '不占用'],
            ['说明', quota.use.note],
          ]}
        />
      )}
    </Section>
  );
}
