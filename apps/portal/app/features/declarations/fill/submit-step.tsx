import { useNavigate, useSearchParams } from '@remix-run/react';
import type { Verdict } from '@zhicheng/series-kit';
import { spoken } from '../../../beijing-time.ts';
import { Icon } from '../../../components/icon.tsx';
import { Link } from '../../../components/link.tsx';
import { Section } from '../../../components/section.tsx';
import { WhyButton } from '../../../components/why-button.tsx';
import { mendAddress } from './gaps.ts';
import { useFill } from './use-fill.tsx';

/** 待核: an answer is missing, or cannot be judged yet; like 不符合 it does not let through. */
const RESULTS = {
  met: { word: '符合', icon: 'check', className: 'check--met' },
  unmet: { word: '不符合', icon: 'alert', className: 'check--unmet' },
  open: { word: '不符合', icon: 'alert', className: 'check--unmet' },
} as const;

function Result({ state }: Pick<Verdict, 'state'>) {
  const { word, icon, className } = RESULTS[state];
  return (
    <span className={`check ${className}`}>
      <Icon name={icon} />
      {word}
    </span>
  );
}

/** What is missing in a line that does not hold, each with the way to the very field. */
function Reasons({ verdict, base }: { verdict: Verdict; base: string }) {
  const { sections } = useFill();
  const parts = leaves(verdict).filter(({ state }) => state !== 'met');
  if (verdict.state === 'met') return <Met verdict={verdict} />;
  return (
    <ul>
      {parts.map((part) => {
        const to = mendAddress(base, sections, part.mend[0]);
        const words = part.label === verdict.label ? part.detail : `${part.label}：${part.detail}`;
        return <li key={part.path}>{to ? <Link to={to}>{words}</Link> : words}</li>;
      })}
    </ul>
  );
}

/** What there is: of a section how much was filled in, of a choice the branch that holds. */
function Met({ verdict }: { verdict: Verdict }) {
  const { view, sections } = useFill();
  const met = verdict.parts.filter(({ state }) => state === 'met');
  if (met.length > 0) return <>{met.map(({ label, detail }) => `${label}：${detail}`).join('；')}</>;
  const [, code] = verdict.path.split('/');
  const found = verdict.path.startsWith('sections/') && sections.find(({ section }) => section.code === code);
  if (!found) return <>{verdict.detail}</>;
  const count = view.data.picks[found.section.code]?.length ?? 0;
  if (found.section.kind === 'pick') return <>{count > 0 ? `已导入 ${count} 条` : '选填，没有导入'}</>;
  return <>{view.data.forms[found.section.code] ? '已填写' : '选填，没有填写'}</>;
}

const leaves = (verdict: Verdict): readonly Verdict[] =>
  verdict.parts.length === 0 ? [verdict] : verdict.parts.flatMap(leaves);

/** Two sections may have one name: then the heading above them tells which. */
function useName(verdict: Verdict): string {
  const { sections } = useFill();
  const [, code] = verdict.path.split('/');
  const found = verdict.path.startsWith('sections/') && sections.find(({ section }) => section.code === code);
  const twice = sections.filter(({ label }) => label === verdict.label).length > 1;
  return found && found.group && twice ? `${found.group}：${verdict.label}` : verdict.label;
}

function Line({ verdict, base }: { verdict: Verdict; base: string }) {
  return (
    <tr role="row">
      <td role="cell" className="lead">
        {useName(verdict)}
      </td>
      <td role="cell" className="stat">
        <Result state={verdict.state} />
      </td>
      <td role="cell" data-l="说明">
        <div className="v">
          <Reasons verdict={verdict} base={base} />
          {verdict.clause && <p className="hint">依据：{verdict.clause}</p>}
        </div>
      </td>
    </tr>
  );
}

/** Every single rule of a part of the check. */
function Part({ part, base }: { part: Verdict; base: string }) {
  const lines = part.parts.length > 0 ? part.parts : [part];
  return (
    <>
      <h3>{part.label}</h3>
      <table className="tbl rt rt--lib checks" role="table" aria-label={part.label}>
        <thead>
          <tr role="row">
            <th scope="col">检测项目</th>
            <th scope="col">结果</th>
            <th scope="col">说明</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {lines.map((line) => (
            <Line key={line.path} verdict={line} base={base} />
          ))}
        </tbody>
      </table>
    </>
  );
}

/** 开始检测 and 提交 (AH-24). */
export function SubmitStep({ submissionKey }: { submissionKey: string }) {
  const { view, send, flush, busy } = useFill();
  const [query, setQuery] = useSearchParams();
  const navigate = useNavigate();
  const checked = query.get('checked') === '1';
  const { assessment, card } = view;
  const wrong = assessment.gaps.length;
  const base = `/declarations/${card.id}/fill`;
  const check = () =>
    flush(() => setQuery({ step: 'submit', checked: '1' }, { preventScrollReset: true, replace: checked }));
  const reason = checked
    ? wrong > 0
      ? `还有 ${wrong} 项不符合，暂不能提交。按检测结果改好后，再点“开始检测”。`
      : null
    : '请先点“开始检测”，全部符合后才能提交。';
  return (
    <Section
      title="提交审核"
      hint="检测必填项和申报条件；全部符合后才能提交。检测不会提交任何内容。"
      aside={
        <button type="button" className={checked ? 'btn' : 'btn btn--go'} aria-busy={busy || undefined} onClick={check}>
          开始检测
        </button>
      }
    >
      <div aria-live="polite">
        {checked && (
          <p className={wrong > 0 ? 'check__sum check--unmet' : 'check__sum check--met'}>
            <Icon name={wrong > 0 ? 'alert' : 'check'} />
            {wrong > 0 ? (
              <>
                检测完成：<b>{wrong} 项不符合</b>
              </>
            ) : (
              '检测完成：全部符合，可以提交'
            )}
          </p>
        )}
      </div>
      {checked && assessment.parts.map((part) => <Part key={part.path} part={part} base={base} />)}
      <div className="submit">
        <p>
          提交给<b>{view.data.applicant.unitName}</b>审核。提交后不能自行撤回；需要改动，须由审核单位退回。 请在{' '}
          {spoken(card.workUntil)}（北京时间）前提交。
        </p>
        <WhyButton
          type="button"
          className={reason ? 'btn' : 'btn btn--go'}
          reason={reason}
          aria-busy={busy || undefined}
          onClick={() => send('submit', { submissionKey }, () => navigate(`/declarations/${card.id}/receipt`))}
        >
          提交
        </WhyButton>
      </div>
    </Section>
  );
}
