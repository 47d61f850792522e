import { LEVEL_FIELDS, QUOTA_LEVELS, quotaFields } from '@zhicheng/core/forms';
import type { Raw } from '@zhicheng/series-kit';
import { useFrame } from '../../frames/use-frame.ts';
import type { Refusal } from '../../refusal.ts';
import { KitForm } from '../../render/form.tsx';
import type { QuotaDetail } from './quota-words.ts';

/** What was entered so far, as the form's answers. */
function rawOf(quota: QuotaDetail | null): Raw {
  if (!quota) return {};
  const levels = quota.levels.flatMap(({ level, vacancies, unlimited }) => {
    const [number, endless] = LEVEL_FIELDS[level];
    return [
      [number, vacancies === null ? '' : String(vacancies)],
      [endless, unlimited],
    ] as const;
  });
  return { year: String(quota.year), ...Object.fromEntries(levels), attachment: quota.attachment };
}

type Props = { quota: QuotaDetail | null; needsAudit: boolean; refusal?: Refusal };

/** 新增岗位核准信息 (AH-35.04..12). */
export function QuotaForm({ quota, needsAudit, refusal }: Props) {
  const { active } = useFrame();
  const posts = QUOTA_LEVELS.flatMap((level) => [...LEVEL_FIELDS[level]]);
  return (
    <KitForm
      fields={quotaFields}
      blocks={[
        { title: '核准年度', names: ['year'] },
        {
          title: '岗位空缺',
          names: posts,
          lead: <p className="hint">注：请输入以下岗位的空缺数。不填按 0 计；不受岗位数限制的勾选“不限”。</p>,
        },
        {
          title: '核准表',
          names: ['attachment'],
          lead: <p className="hint">上传加盖单位公章的核准表扫描件；当地人社部门另有要求的，按其要求盖章。</p>,
        },
      ]}
      initial={rawOf(quota)}
      version={quota?.version ?? null}
      account={active?.id ?? ''}
      record={`postQuota/${quota?.id ?? 'new'}`}
      refusal={refusal}
      cancelTo="/work/settings/post-quotas"
      note={
        <p className="hint">
          {needsAudit ? '提交后由人社部门审核，审核期间不能修改。' : '“确认”后数字不能再修改，请核对后再点。'}
        </p>
      }
      intents={[
        { value: 'save', label: '保存' },
        { value: 'confirm', label: needsAudit ? '提交' : '确认', main: true },
      ]}
    />
  );
}
