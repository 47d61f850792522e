import { Form, useFetcher, useLoaderData, useSearchParams, type MetaFunction } from '@remix-run/react';
import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { LEVEL_CODES } from '@zhicheng/series-kit';
import { Link } from '../components/link.tsx';
import { BodyField } from '../features/audit-tree/body-field.tsx';
import { Pick } from '../features/audit-tree/choices.tsx';
import { Neighbours, SimulatedPath } from '../features/audit-tree/simulated-path.tsx';
import { LEVELS, trailTo } from '../features/audit-tree/words.ts';
import { Section } from '../components/section.tsx';
import { Breadcrumbs, PageHead } from '../frames/page.tsx';
import { orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '查询与模拟 - 审核路径' }];

export async function loader({ context: { caller }, request }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const text = (name: string) => query.get(name) ?? '';
  const level = LEVEL_CODES.find((code) => code === text('level'));
  const [body, unit, seriesCode, mode] = [text('body'), text('unit'), text('series'), text('mode')];
  const direction = text('direction') === 'below' ? ('below' as const) : ('above' as const);
  return orErrorPage(async () => ({
    direction,
    asked: unit !== '' || query.has('level'),
    modes: await caller.catalog.dictionary({ name: 'acquisitionMode' }),
    series: await caller.catalog.series(),
    specialties: seriesCode ? await caller.catalog.specialties({ seriesCode }) : [],
    neighbours: body ? await caller.auditPath.neighbours({ organisationId: body, direction }) : null,
    found:
      unit && level && seriesCode && mode
        ? await caller.auditPath.simulate({
            ...{ organisationId: unit, level, mode, seriesCode, specialtyId: text('specialty') || undefined },
          })
        : null,
  }));
}

/** 审核路径配置查询 (HN-55). */
export default function Simulate() {
  const { direction, asked, modes, series, specialties, neighbours, found } = useLoaderData<typeof loader>();
  const [query] = useSearchParams();
  const other = useFetcher<typeof loader>();
  const offered = other.data?.specialties ?? specialties;
  const value = (name: string) => query.get(name) ?? '';
  const pairs = (items: readonly { code: string; name: string }[]) =>
    items.map(({ code, name }) => [code, name] as const);
  return (
    <>
      <Breadcrumbs trail={trailTo('查询与模拟')} />
      <PageHead title="查询与模拟" lead="看一个机构的上级和下级，或一份申报会走的完整路径；断在哪里，由谁配置。" />
      <p>
        <Link to="/work/audit-tree/report">断点报告</Link>
      </p>
      <Section title="上级和下级">
        <Form method="get" className="kitform measure">
          <BodyField
            key={value('body')}
            name="body"
            label="机构"
            initial={neighbours ? { organisationId: value('body'), name: neighbours.name } : undefined}
          />
          <div className="acts">
            <button className="btn" name="direction" value="above">
              查询机构上级机构
            </button>
            <button className="btn" name="direction" value="below">
              查询机构下级机构
            </button>
          </div>
        </Form>
        {neighbours && <Neighbours {...neighbours} direction={direction} />}
      </Section>
      <Section title="完整审核路径">
        <Form method="get" className="kitform measure">
          <BodyField
            key={found?.unit.organisationId}
            name="unit"
            label="单位"
            capacity="employer"
            initial={found?.unit}
          />
          <div className="sidebyside">
            <Pick name="level" label="拟申报职称等级" options={pairs(LEVELS)} value={value('level')} />
            <Pick name="mode" label="取得方式" options={pairs(modes)} value={value('mode') || 'REVIEW'} />
            <Pick
              name="series"
              label="系列"
              options={pairs(series)}
              value={value('series')}
              onChange={(code) => other.load(`/work/audit-tree/simulate?${new URLSearchParams({ series: code })}`)}
            />
            <Pick
              name="specialty"
              label="专业"
              required={false}
              hint={offered.length === 0 ? '请先选择系列。' : undefined}
              options={offered.map(({ id, name }) => [id, name] as const)}
              value={value('specialty')}
            />
          </div>
          <div className="acts">
            <button className="btn btn--go">查询完整审核路径</button>
          </div>
        </Form>
        {asked && !found && <p className="hint">请选择单位、等级、系列和取得方式后查询。</p>}
        {found && <SimulatedPath found={found} />}
      </Section>
    </>
  );
}
