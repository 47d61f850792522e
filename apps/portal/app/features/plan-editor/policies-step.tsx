import type { Series } from '@zhicheng/series-kit';
import { Section } from '../../components/section.tsx';
import { RadioField } from './controls.tsx';
import { ThresholdsTable } from './thresholds-table.tsx';
import type { Draft, StepProps } from './types.ts';

type Policies = Draft['policies'];

/** R15; a plan may ask for another number, which stays to choose from. */
const noticeChoices = (current: number | null) => [
  ...[...new Set([5, 7, 10, ...(current ? [current] : [])])]
    .sort((a, b) => a - b)
    .map((days) => ({
      value: String(days),
      label: `不少于 ${days} 个工作日，结束且没有未处理的异议，单位才能审核通过`,
    })),
  { value: '0', label: '不要求在平台上公示', hint: '单位仍可在平台上公示、出具公示证明。' },
];

/** 条件与规则: numbers of the criteria, and what holds for the declarations of this plan. */
export function PoliciesStep({ series, ...props }: StepProps & { series: Series | null }) {
  const { policies } = props.draft;
  const put = (part: Partial<Policies>) => props.change({ policies: { ...policies, ...part } });
  return (
    <div className="kitform">
      <Section
        title="条件数值"
        hint="空着用灰字所示的数；填 0 表示不要求。为全部人员填的数，也替代系列为部分人员另定的数。依据写“未核实”的，请对照本地文件核对。"
      >
        {series ? <ThresholdsTable {...props} series={series} /> : <p className="muted">这个系列还没有申报模块。</p>}
      </Section>
      <Section title="规则">
        <RadioField
          path="returnMode"
          legend="退回方式"
          value={policies.returnMode}
          options={[
            { value: 'DIRECT', label: '直接退回个人', hint: '任何一级退回，都直接回到申报人。' },
            { value: 'STEPWISE', label: '逐级退回', hint: '退回到下一级，由下一级决定继续退回还是补充意见后再报。' },
          ]}
          onChange={(returnMode) => put({ returnMode, ...(returnMode === 'STEPWISE' && { resume: 'FROM_START' }) })}
        />
        <RadioField
          path="resume"
          legend="重新提交后"
          value={policies.resume}
          options={[
            { value: 'FROM_START', label: '从单位审核起逐级再审' },
            {
              value: 'AT_RETURNING_NODE',
              label: '从退回的那一级接着审',
              hint: '只能与“直接退回个人”一起选。此前各级的通过沿用，并会收到通知；换了单位、专业、职称或申报类型的，仍从单位审核起。',
            },
          ]}
          onChange={(resume) => put({ resume })}
        />
        <RadioField
          path="quota"
          legend="岗位核准"
          value={policies.quota}
          options={[
            { value: 'APPLIED', label: '事业单位须先完成岗位核准，单位才能审核通过' },
            { value: 'NOT_APPLIED', label: '不要求' },
          ]}
          onChange={(quota) => put({ quota })}
        />
        <RadioField
          path="noticeDays"
          legend="单位推荐前公示"
          value={String(policies.noticeDays ?? 0)}
          options={noticeChoices(policies.noticeDays)}
          onChange={(days) => put({ noticeDays: Number(days) || null })}
        />
        <RadioField
          path="draftingWhileUnbound"
          legend="单位还没有审核绑定的人"
          value={policies.draftingWhileUnbound}
          options={[
            { value: false, label: '不能申报' },
            { value: true, label: '可以先填写，单位审核绑定后才能提交' },
          ]}
          onChange={(draftingWhileUnbound) => put({ draftingWhileUnbound })}
        />
        <RadioField
          path="terminatedUsesYear"
          legend="被终止的申报"
          value={policies.terminatedUsesYear}
          options={[
            { value: true, label: '占用当年的申报机会' },
            { value: false, label: '不占用，当年可以再报' },
          ]}
          onChange={(terminatedUsesYear) => put({ terminatedUsesYear })}
        />
        <RadioField
          path="deletion"
          legend="申报截止以后"
          value={policies.deletion}
          options={[
            { value: 'ALWAYS', label: '申报人仍可删除没有提交的申报（会先提醒）' },
            { value: 'UNTIL_DEADLINE', label: '不再接受删除' },
          ]}
          onChange={(deletion) => put({ deletion })}
        />
      </Section>
    </div>
  );
}
