import { noticeFields } from '@zhicheng/core/forms';
import type { Caller } from '@zhicheng/core';
import type { Raw } from '@zhicheng/series-kit';
import { useFrame } from '../../frames/use-frame.ts';
import type { Refusal } from '../../refusal.ts';
import { KitForm } from '../../render/form.tsx';

type Waiting = Awaited<ReturnType<Caller['declarations']['newNotices']>>[number];

const LIST = '/work/declarations/notices';

export const chosenIn = (raw: Raw): string[] =>
  Array.isArray(raw.people) ? raw.people.filter((id): id is string => typeof id === 'string') : [];

type PeopleProps = { people: Waiting['people']; raw: Raw; change(name: string, value: unknown): void };

/** Who is announced; everybody at first. */
function People({ people, raw, change }: PeopleProps) {
  const chosen = chosenIn(raw);
  const tick = (id: string, on: boolean) =>
    change('people', on ? [...chosen, id] : chosen.filter((other) => other !== id));
  return (
    <fieldset className="field" id="field-people">
      <legend className="lab">
        公示人员（已选 {chosen.length} 人，共 {people.length} 人）
      </legend>
      {people.map(({ declarationId, name, gender, title, specialty, kindLabel }) => (
        <label className="tick" key={declarationId}>
          <input
            type="checkbox"
            className="ck"
            checked={chosen.includes(declarationId)}
            onChange={({ currentTarget }) => tick(declarationId, currentTarget.checked)}
          />{' '}
          {name}，{gender}，{title}-{specialty}，{kindLabel}
        </label>
      ))}
    </fieldset>
  );
}

/** 新增公示 (HN-05.03): when, where, whom to call, and who. */
export function NoticeForm({ waiting, refusal }: { waiting: Waiting; refusal?: Refusal }) {
  const { active } = useFrame();
  const { from, until } = waiting.suggested;
  return (
    <KitForm
      fields={noticeFields}
      after={(raw, change) => <People people={waiting.people} raw={raw} change={change} />}
      initial={{ from, until: until ?? '', people: waiting.people.map(({ declarationId }) => declarationId) }}
      version={null}
      account={active?.id ?? ''}
      record={`notices/${waiting.planId}/new`}
      refusal={refusal}
      cancelTo={LIST}
      note={
        <p className="hint">
          公示期不少于 {waiting.days} 个工作日。保存后生成公示文，打印盖章后张贴。公示中不出现身份证号码等个人信息。
        </p>
      }
      intents={[{ value: 'create', label: '保存', main: true }]}
    />
  );
}
