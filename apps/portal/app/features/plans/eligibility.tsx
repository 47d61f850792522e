import { Form } from '@remix-run/react';
import type { Caller } from '@zhicheng/core';
import { KIND_LABELS } from '@zhicheng/series-kit';
import { useId } from 'react';
import { Link } from '../../components/link.tsx';
import { Section } from '../../components/section.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import type { PlanDetailData } from './plan-detail.tsx';

export type Judged = Awaited<ReturnType<Caller['declarations']['eligibility']>>;
export type JudgedTag = Awaited<ReturnType<Caller['declarations']['eligibilityTags']>>[number];
type Gap = Judged['gaps'][number];

const FACES = { met: 'pass', open: 'audit', unmet: 'back' } as const;

/** 符合条件, 还差 N 项 or 尚不能判断. */
const wordOf = (state: JudgedTag['state'], missing: number): string =>
  state === 'met' ? '符合条件' : state === 'open' ? '尚不能判断' : `还差 ${missing} 项`;

/** The verdict in a word, for lists; without one there is nothing to say. */
export function EligibilityWord({ tag }: { tag: JudgedTag | undefined }) {
  if (!tag) return null;
  return (
    <span className="nw">
      <StateTag face={FACES[tag.state]}>{wordOf(tag.state, tag.missing)}</StateTag>
      {tag.level && <span className="muted small">（{tag.level}）</span>}
    </span>
  );
}

const unmetOf = ({ gaps }: Judged): readonly Gap[] => gaps.filter(({ state }) => state === 'unmet');

/** The whole verdict in one sentence. */
export function verdictText(judged: Judged): string {
  const { state, earliestYear } = judged;
  if (state === 'met') return '按现在的资料，各项条件都已满足。';
  if (state === 'open') return '没有发现不符合的条件；下面几项资料不全，尚不能判断。';
  const unmet = unmetOf(judged);
  const said = `按现在的资料，还差 ${unmet.length} 项。`;
  if (earliestYear === null) return said;
  const onlyTime = unmet.every((gap) => gap.earliestYear !== null);
  return `${said}${onlyTime ? '只差年限，' : '其他各项补齐后，'}最早 ${earliestYear} 年度可以申报。`;
}

function GapItem({ gap }: { gap: Gap }) {
  return (
    <li>
      <b>{gap.label}</b>
      {gap.state === 'open' && <span className="muted">（尚不能判断）</span>}
      <span className="pre">：{gap.detail}</span>
      {gap.choices.length > 0 && (
        <ul className="dots">
          {gap.choices.map((choice) => (
            <li key={choice}>{choice}</li>
          ))}
        </ul>
      )}
      {gap.clause && <p className="hint">依据：{gap.clause}</p>}
      {gap.waiting && <p className="hint">已录入的业绩由单位审核通过后，这一项就能满足。</p>}
      {gap.earliestYear !== null && <p className="hint">最早 {gap.earliestYear} 年度满足。</p>}
      {gap.mend.length > 0 ? (
        <p className="links">
          {gap.mend.map(({ label, to }) => (
            <Link key={to} to={to}>
              到业绩库补充{label}
            </Link>
          ))}
        </p>
      ) : (
        gap.earliestYear === null && <p className="hint">这一项在申报时填写，填写后再判断。</p>
      )}
    </li>
  );
}

type ChoiceProps = {
  label: string;
  name: string;
  value: string | null;
  options: readonly { readonly value: string; readonly label: string }[];
};

function Choice({ label, name, value, options }: ChoiceProps) {
  const id = useId();
  return (
    <div className="field filter__f">
      <label className="small" htmlFor={id}>
        {label}
      </label>
      <select className="sel sel--s" id={id} name={name} defaultValue={value ?? undefined}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

const named = (all: readonly { readonly id: string; readonly name: string }[]) =>
  all.map(({ id, name }) => ({ value: id, label: name }));

/** For what it is judged; criteria differ by title, form, specialty and category. */
function Answers({ plan, asked }: { plan: PlanDetailData; asked: Judged['asked'] }) {
  const categories = plan.institutionCategories.map((name) => ({ value: name, label: name }));
  return (
    <Form method="get" className="filter" key={Object.values(asked).join()} preventScrollReset>
      <Choice label="申报职称" name="title" value={asked.titleId} options={named(plan.titles)} />
      <Choice
        label="申报形式"
        name="kind"
        value={asked.kind}
        options={plan.kinds.map((kind) => ({ value: kind, label: KIND_LABELS[kind] }))}
      />
      <Choice label="申报专业" name="specialty" value={asked.specialtyId} options={named(plan.specialties)} />
      {categories.length > 0 && (
        <Choice label="单位类别" name="category" value={asked.institutionCategory} options={categories} />
      )}
      <button className="btn btn--s">按所选判断</button>
    </Form>
  );
}

/** The same at the head of the page, which is long: the verdict, and the way to it. */
export function VerdictLine({ judged }: { judged: Judged }) {
  return (
    <p className="links verdict">
      <StateTag face={FACES[judged.state]}>{wordOf(judged.state, unmetOf(judged).length)}</StateTag>
      <a href="#eligibility">我能报吗</a>
      <a href="#declare">去申报</a>
    </p>
  );
}

type Props = { plan: PlanDetailData; judged: Judged };

/** 我能报吗: what the plan asks against what is known, before anything is started. */
export function CanIDeclare({ plan, judged }: Props) {
  const word = wordOf(judged.state, unmetOf(judged).length);
  return (
    <Section
      title="我能报吗"
      id="eligibility"
      aside={<StateTag face={FACES[judged.state]}>{word}</StateTag>}
      hint="根据业绩库中审核通过的业绩、注册信息和最近一次申报的内容判断，供参考；以提交时的检测和各级审核为准。"
    >
      <p className="measure">{verdictText(judged)}</p>
      {judged.gaps.length > 0 && (
        <ol className="cangaps">
          {judged.gaps.map((gap) => (
            <GapItem key={gap.path} gap={gap} />
          ))}
        </ol>
      )}
      {judged.met.length > 0 && (
        <details className="need__met">
          <summary>
            已满足 {judged.met.length} 项，<span className="linklike">查看</span>
          </summary>
          <ul>
            {judged.met.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </details>
      )}
      <Answers plan={plan} asked={judged.asked} />
    </Section>
  );
}
