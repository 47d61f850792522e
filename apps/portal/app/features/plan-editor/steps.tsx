import { DECLARATION_KINDS, KIND_LABELS, LEVEL_CODES, LEVEL_LABELS } from '@zhicheng/series-kit';
import { FileSlot } from '../../components/file-slot/file-slot.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { Note } from '../../components/note.tsx';
import { ChoiceField, MomentField, RadioField, TextField, TickField } from './controls.tsx';
import { fieldId } from '../../render/field-path.ts';
import type { StepProps } from './types.ts';

const options = (labels: readonly string[]) => labels.map((label) => ({ value: label, label }));

/** 基本信息: who publishes what, and whom to ask. */
export function BasicsStep({ view, draft, change, issues }: StepProps) {
  const { committee, contact } = draft;
  return (
    <div className="kitform measure">
      <KeyValues
        columns={1}
        items={[
          ['申报系列', view.seriesName],
          ['组建单位', view.conveningName],
          ['计划年度', String(draft.year)],
        ]}
      />
      <TextField
        path="name"
        label="计划名称"
        required
        max={120}
        value={draft.name}
        issues={issues}
        onChange={(name) => change({ name })}
      />
      <ChoiceField
        path="planType"
        label="计划类型"
        required
        issues={issues}
        value={draft.planType}
        options={options(view.planTypes)}
        onChange={(planType) => change({ planType })}
      />
      <ChoiceField
        path="levelLabel"
        label="评审级别"
        required
        issues={issues}
        hint="列表和查询里显示的级别；具体层级在“申报范围”中选择。"
        value={draft.levelLabel}
        options={options(['高级', '中级', '初级'])}
        onChange={(levelLabel) => change({ levelLabel })}
      />
      <TextField
        path="committee.name"
        label="评委会名称"
        required
        max={100}
        issues={issues}
        value={committee.name}
        onChange={(name) => change({ committee: { ...committee, name } })}
      />
      <TextField
        path="committee.office"
        label="办事机构"
        required
        max={100}
        issues={issues}
        value={committee.office}
        onChange={(office) => change({ committee: { ...committee, office } })}
      />
      <TextField
        path="publisher"
        label="发布部门"
        required
        max={100}
        issues={issues}
        value={draft.publisher}
        onChange={(publisher) => change({ publisher })}
      />
      <TextField
        path="contact.person"
        label="联系人"
        required
        max={50}
        issues={issues}
        value={contact.person}
        onChange={(person) => change({ contact: { ...contact, person } })}
      />
      <TextField
        path="contact.phone"
        label="联系电话"
        required
        max={50}
        issues={issues}
        value={contact.phone}
        onChange={(phone) => change({ contact: { ...contact, phone } })}
      />
      <TextField
        path="contact.address"
        label="联系地址"
        required
        max={200}
        issues={issues}
        value={contact.address}
        onChange={(address) => change({ contact: { ...contact, address } })}
      />
      <TextField
        path="fee"
        label="缴费标准"
        max={500}
        rows={2}
        issues={issues}
        hint="只在计划页公布，平台不收费。没有可不填。"
        value={draft.fee}
        onChange={(fee) => change({ fee })}
      />
      <RadioField
        path="interview"
        legend="是否面试"
        value={draft.interview}
        options={[
          { value: false, label: '不需要' },
          { value: true, label: '需要' },
        ]}
        onChange={(interview) => change({ interview })}
      />
    </div>
  );
}

const MOMENTS = [
  ['declareFrom', '申报开始', true, '从这一刻起可以申报。'],
  ['declareUntil', '申报截止', true, '到这一刻为止：不能再申报，草稿不能再提交。'],
  ['repairUntil', '退回修改截止', false, '被退回的申报最晚在此前重新提交。不填，则与审核截止相同。'],
  ['auditUntil', '审核截止', true, '各级审核最晚在此前完成；之后计划归入“已结束”。'],
] as const;

/** 时间安排: before it is published; afterwards dates move by 延期 only. */
export function DatesStep({ view, draft, change, issues }: StepProps) {
  return (
    <div className="kitform measure">
      <Note>
        <p>时间均为北京时间，截止时刻不含本身：填 17:30，则 17:29 还能办理，17:30 起不能。</p>
        {view.published && <p>计划已经发布，这里的时间不能再改。需要延后，请用“延期”。</p>}
      </Note>
      {MOMENTS.map(([path, label, required, hint]) => (
        <MomentField
          key={path}
          {...{ path, label, required, hint, issues }}
          readOnly={view.published}
          value={draft[path]}
          onChange={(value) => !view.published && change({ [path]: value })}
        />
      ))}
    </div>
  );
}

/** 申报范围: forms, levels, titles, and for whom. */
export function ScopeStep({ view, draft, change, issues }: StepProps) {
  const levels = LEVEL_CODES.filter((level) => view.titles.some((title) => title.level === level));
  const titles = view.titles.filter(({ level }) => draft.levels.some((chosen) => chosen === level));
  return (
    <div className="kitform measure">
      <TickField
        legend="申报类型"
        path="kinds"
        required
        issues={issues}
        options={DECLARATION_KINDS.map((kind) => ({ value: kind, label: KIND_LABELS[kind] }))}
        value={draft.kinds}
        onChange={(value) => change({ kinds: DECLARATION_KINDS.filter((kind) => value.includes(kind)) })}
      />
      <TickField
        legend="申报层级"
        path="levels"
        required
        issues={issues}
        options={levels.map((level) => ({ value: level, label: LEVEL_LABELS[level] }))}
        value={draft.levels}
        onChange={(value) => {
          const chosen = LEVEL_CODES.filter((level) => value.includes(level));
          const kept = view.titles.filter(({ level }) => chosen.some((one) => one === level));
          const fresh = chosen.filter((level) => !draft.levels.includes(level));
          change({
            levels: chosen,
            titleIds: kept
              .filter(({ id, level }) => draft.titleIds.includes(id) || fresh.some((one) => one === level))
              .map(({ id }) => id),
          });
        }}
      />
      <TickField
        legend="申报职称"
        path="titleIds"
        required
        issues={issues}
        hint={titles.length === 0 ? '先选择申报层级。' : undefined}
        options={titles.map(({ id, name, levelName }) => ({ value: id, label: `${name}（${levelName}）` }))}
        value={draft.titleIds}
        onChange={(titleIds) => change({ titleIds })}
      />
      <TextField
        path="scope"
        label="评审范围对象"
        required
        max={5000}
        rows={6}
        issues={issues}
        hint="写明哪些人可以申报、哪些人不得申报。空行分段。"
        value={draft.scope}
        onChange={(scope) => change({ scope })}
      />
    </div>
  );
}

/** 计划内容与附件 */
export function ContentStep({ view, draft, change, issues }: StepProps) {
  return (
    <div className="kitform measure">
      <TextField
        path="content"
        label="计划内容"
        required
        max={20000}
        rows={14}
        issues={issues}
        hint="纯文字，换行即分段。"
        value={draft.content}
        onChange={(content) => change({ content })}
      />
      <FileSlot
        id={fieldId('attachments')}
        label="相关附件"
        required={false}
        rules={{ types: ['pdf', 'doc', 'docx', 'xlsx', 'jpg', 'png'], maxMB: 30, maxCount: 20 }}
        slot={JSON.stringify({ record: `plan/${view.id}`, field: 'attachments' })}
        files={draft.attachments}
        onChange={(attachments) => change({ attachments: [...attachments] })}
        error={issues.find(({ path }) => path.startsWith('attachments'))?.message}
      />
      <p className="hint">发布后任何人（包括未登录的人）都能下载。请勿上传含个人信息的文件。</p>
    </div>
  );
}
