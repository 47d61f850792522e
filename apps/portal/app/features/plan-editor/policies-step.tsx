import type { Series } from '@zhicheng/series-kit';
import { Section } from '../../components/section.tsx';
import { RadioField } from './controls.tsx';
import { ThresholdsTable } from './thresholds-table.tsx';
import type { Draft, StepProps } from './types.ts';

type Policies = Draft['policies'];

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
