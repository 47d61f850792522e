import { useNavigation, useSubmit } from '@remix-run/react';
import type { Caller } from '@zhicheng/core';
import { minuteOf } from '../../beijing-time.ts';
import { Note } from '../../components/note.tsx';
import { WhyButton } from '../../components/why-button.tsx';
import { useLookAgain } from '../imports/use-look-again.ts';

export type Extraction = Awaited<ReturnType<Caller['library']['extraction']>>;

/** 提取 (AH-10.03): asks the official register in the background. */
export function ExtractButton({ extraction: { why, latest } }: { extraction: Extraction }) {
  const submit = useSubmit();
  const running = latest?.running === true || useNavigation().formData?.get('intent') === 'extract';
  const press = () => submit({ intent: 'extract' }, { method: 'post', preventScrollReset: true });
  return (
    <WhyButton type="button" className="btn" reason={why} aria-busy={running} onClick={() => running || press()}>
      提取
    </WhyButton>
  );
}

const outcome = ({ found, added, updated }: NonNullable<Extraction['latest']>): string =>
  found === 0
    ? '登记系统没有您 2021 年以来的公需课学时。'
    : `登记系统有 ${found} 条公需课学时：新增 ${added} 条，更新 ${updated} 条，其余没有变化。`;

/** How 提取 goes and what the latest one brought. */
export function ExtractionNote({ extraction: { sandbox, latest } }: { extraction: Extraction }) {
  useLookAgain(latest?.running === true);
  return (
    <>
      {sandbox && <p className="hint">“提取”的数据来自沙箱登记系统，是虚构的。</p>}
      {latest && (
        <Note face={latest.problem ? 'back' : 'info'} live>
          {latest.running && (
            <p>
              正在从登记系统提取{latest.found === null ? '' : `，共 ${latest.found} 条`}……可以先做别的，完成后会通知您。
              <progress aria-label="正在提取" />
            </p>
          )}
          {latest.problem && <p>{latest.problem}</p>}
          {!latest.running && !latest.problem && latest.finishedAt && (
            <p>
              {minuteOf(latest.finishedAt)} 提取完成。{outcome(latest)}提取的记录不用单位审核，只能查看。
            </p>
          )}
        </Note>
      )}
    </>
  );
}
