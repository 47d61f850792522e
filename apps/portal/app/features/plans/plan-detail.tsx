import type { Caller } from '@zhicheng/core';
import { KIND_LABELS } from '@zhicheng/series-kit';
import { dayOf, minuteOf } from '../../beijing-time.ts';
import { fileAddress } from '../../components/file-slot/stored-file.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { Section } from '../../components/section.tsx';
import { Tel } from '../../frames/footer.tsx';

export type PlanDetailData = Awaited<ReturnType<Caller['plans']['get']>>;

const None = () => <p className="muted">暂无数据</p>;

function Basics({ plan }: { plan: PlanDetailData }) {
  const { contact } = plan;
  return (
    <KeyValues
      items={[
        ['计划名称', plan.name],
        ['评委会名称', plan.committee],
        ['办事机构', plan.office],
        ['计划年度', String(plan.year)],
        ['评审级别', plan.levelLabel],
        ['申报类型', plan.kinds.map((kind) => KIND_LABELS[kind]).join(' ')],
        ['申报系列', plan.seriesName],
        ['申报日期', `${minuteOf(plan.declareFrom)} 至 ${minuteOf(plan.declareUntil)}`],
        ...(plan.extended ? [['您的申报截止', `${minuteOf(plan.extended.declareUntil)}（已为您延期）`] as const] : []),
        ...(plan.repairUntil ? [['退回修改截止', minuteOf(plan.repairUntil)] as const] : []),
        ['审核截止', minuteOf(plan.auditUntil)],
        ['是否面试', plan.interview ? '需要' : '不需要'],
        ...(plan.fee ? [['缴费标准', plan.fee] as const] : []),
        ['联系人', contact.person],
        ['联系电话', <Tel key="phone" number={contact.phone} />],
        ['联系地址', contact.address],
      ]}
    />
  );
}

function Specialties({ plan }: { plan: PlanDetailData }) {
  if (plan.specialties.length === 0) return <None />;
  return (
    <ul className="words">
      {plan.specialties.map(({ id, name }) => (
        <li key={id}>{name}</li>
      ))}
    </ul>
  );
}

function Attachments({ plan }: { plan: PlanDetailData }) {
  if (plan.attachments.length === 0) return <None />;
  return (
    <ul className="filelinks">
      {plan.attachments.map((file) => (
        <li key={file.id}>
          <a href={fileAddress(file)}>{file.name}</a>
        </li>
      ))}
    </ul>
  );
}

/** AH-16.02: who published it, when. */
export const publishedLine = ({ publishedAt, publisher, recommended }: PlanDetailData): string =>
  [publishedAt && `发布时间：${dayOf(publishedAt)}`, `发布部门：${publisher}`, recommended && '单位已推荐']
    .filter(Boolean)
    .join('　');

/** AH-16.03, AH-16.04: everything an applicant reads before declaring. */
export function PlanBody({ plan }: { plan: PlanDetailData }) {
  return (
    <>
      <Section title="基本信息" id="basics">
        <Basics plan={plan} />
      </Section>
      <Section title="评审范围对象" id="scope">
        <p className="pre measure">{plan.scope}</p>
      </Section>
      <Section title="可评审专业" id="specialties">
        <Specialties plan={plan} />
      </Section>
      <Section title="计划内容" id="content">
        <p className="pre measure">{plan.content}</p>
      </Section>
      <Section title="相关附件" id="attachments">
        <Attachments plan={plan} />
      </Section>
    </>
  );
}
