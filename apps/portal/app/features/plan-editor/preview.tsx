import {
  limitText,
  openDossier,
  plannedSections,
  plannedUnitSlots,
  KIND_LABELS,
  LEVEL_LABELS,
  type DeclarationKind,
  type LevelCode,
} from '@zhicheng/series-kit';
import type { Caller } from '@zhicheng/core';
import { useSearchParams } from '@remix-run/react';
import { KeyValues } from '../../components/key-values.tsx';
import { Link } from '../../components/link.tsx';
import { Note } from '../../components/note.tsx';
import { Section } from '../../components/section.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { Blocks } from '../../render/blocks.tsx';
import { seriesOf } from '../../series.ts';
import { PlanBody } from '../plans/plan-detail.tsx';
import { sampleDossier } from './sample-dossier.ts';

export type PreviewView = Awaited<ReturnType<Caller['plans']['preview']>>;

const VIEWS = [
  ['plan', '计划页'],
  ['select', '选择页'],
  ['fill', '填报页'],
  ['form', '评审表'],
] as const;

function SelectPreview({ plan }: PreviewView) {
  const list = (items: readonly string[]) => (items.length > 0 ? items.join('、') : '暂无');
  return (
    <Section title="申报职称选择">
      <KeyValues
        columns={1}
        items={[
          ['申报形式', list(plan.kinds.map((kind) => KIND_LABELS[kind]))],
          ['申报系列', plan.seriesName],
          ['申报专业', list(plan.specialties.map(({ name }) => name))],
          ['申报职称', list(plan.titles.map(({ name }) => name))],
          ...(plan.institutionCategories.length > 0 ? [['单位类别', list(plan.institutionCategories)] as const] : []),
        ]}
      />
    </Section>
  );
}

type Situation = { level: LevelCode; kind: DeclarationKind };

function FillPreview({ view, situation }: { view: PreviewView; situation: Situation }) {
  const series = seriesOf(view.pluginCode ?? '');
  const sections = plannedSections(series, view.template, { ...situation, specialty: '' });
  return (
    <>
      {(['personal', 'achievements'] as const).map((step) => (
        <Section key={step} title={step === 'personal' ? '1. 个人信息' : '2. 申报业绩'}>
          <ol className="secrows">
            {sections
              .filter((one) => one.step === step)
              .map((one) => (
                <li key={one.section.code} className="secrow">
                  <b>
                    {one.required && <span className="star" aria-hidden="true" />}
                    {one.label}
                  </b>{' '}
                  <span className="muted">
                    {one.section.kind === 'pick' ? limitText(one) : one.required ? '必填' : '选填'}
                  </span>
                  {one.section.kind !== 'pick' && (
                    <ul className="words">
                      {Object.entries(one.fields).map(([name, field]) => (
                        <li key={name}>
                          {field.label}
                          {field.required ? '（必填）' : ''}
                        </li>
                      ))}
                    </ul>
                  )}
                </li>
              ))}
          </ol>
        </Section>
      ))}
      <Section title="单位推荐时上传">
        <ul className="words">
          {Object.entries(plannedUnitSlots(series, view.template)).map(([name, field]) => (
            <li key={name}>
              {field.label}
              {field.required ? '（必须上传）' : ''}
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

function FormPreview({ view, situation }: { view: PreviewView; situation: Situation }) {
  const series = seriesOf(view.pluginCode ?? '');
  const data = sampleDossier(series, view, situation);
  return (
    <>
      <Note>
        <p>以下是用示例数据排出的评审表，个人数据均为虚构。</p>
      </Note>
      <Blocks blocks={series.reviewForm(openDossier(series, data))} watermark="示例" />
    </>
  );
}

/** 预览: what an applicant will meet, before anybody can. */
export function PlanPreview({ view }: { view: PreviewView }) {
  const [query] = useSearchParams();
  const shown = VIEWS.find(([code]) => code === query.get('view'))?.[0] ?? 'plan';
  const level = view.levels[0];
  const kind = view.plan.kinds[0] ?? 'REGULAR';
  const bare = view.pluginCode === null || !level;
  return (
    <>
      <Tabs
        label="预览"
        param="view"
        current={shown === 'plan' ? '' : shown}
        items={VIEWS.map(([code, label]) => ({ label, value: code === 'plan' ? '' : code }))}
      />
      {shown === 'plan' && <PlanBody plan={view.plan} />}
      {shown === 'select' && <SelectPreview {...view} />}
      {(shown === 'fill' || shown === 'form') && bare && (
        <Note face="back">
          还没有选择申报层级，排不出填报页和评审表。<Link to={`/work/plans/${view.plan.id}?step=scope`}>去选择</Link>
        </Note>
      )}
      {level && !bare && (
        <>
          {shown !== 'plan' && shown !== 'select' && (
            <p className="hint">
              按“{LEVEL_LABELS[level]}，{KIND_LABELS[kind]}”显示。
            </p>
          )}
          {shown === 'fill' && <FillPreview view={view} situation={{ level, kind }} />}
          {shown === 'form' && <FormPreview view={view} situation={{ level, kind }} />}
        </>
      )}
    </>
  );
}
