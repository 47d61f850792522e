import { useLoaderData, useSearchParams, type MetaFunction } from '@remix-run/react';
import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { minuteOf } from '../beijing-time.ts';
import { FlowLog } from '../components/flow-log.tsx';
import { KeyValues } from '../components/key-values.tsx';
import { Link } from '../components/link.tsx';
import { Note } from '../components/note.tsx';
import { Section } from '../components/section.tsx';
import { StateTag } from '../components/state-tag.tsx';
import { Tabs } from '../components/tabs.tsx';
import { Tracker } from '../components/tracker.tsx';
import { AttachmentTable, attachmentsOf } from '../features/declarations/attachments.tsx';
import { DossierView, situationPairs } from '../features/declarations/dossier-view.tsx';
import { RecordPath } from '../features/declarations/record-path.tsx';
import { sectionsOf } from '../features/declarations/fill/plan-of-page.ts';
import { beyondMarks } from '../features/marks/beyond-marks.ts';
import { Checklist, type ChecklistItem } from '../features/marks/checklist.tsx';
import { roundsOf, type Detail } from '../features/declarations/flow-rounds.ts';
import {
  afterResubmission,
  RecordActs,
  recordFacts,
  recordTitle,
  RemoveRecord,
} from '../features/declarations/record-card.tsx';
import { faceOf, trackerSteps } from '../features/declarations/state.ts';
import { Tel } from '../frames/footer.tsx';
import { Page, PageHead } from '../frames/page.tsx';
import { useFrame } from '../frames/use-frame.ts';
import { orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '申报信息详情 - 职称申报' }];

export async function loader({ context: { caller }, params: { id = '' } }: LoaderFunctionArgs) {
  return orErrorPage(async () => {
    const [detail, checklist] = await Promise.all([
      caller.declarations.detail({ id }),
      caller.declarations.checklist({ id }),
    ]);
    return { ...detail, checklist };
  });
}

/** Who returned it, in whose words, until when, and whom to ask. */
function Returned({ card, marks }: { card: Detail['card']; marks: readonly ChecklistItem[] }) {
  if (!card.returned) return null;
  const { by, opinion, phone } = card.returned;
  const words = beyondMarks(opinion, marks);
  return (
    <Note face="back" title={`${by}退回了申报，请修改后重新提交`}>
      {words && <p className="pre">{words}</p>}
      <p>
        请在 <b>{minuteOf(card.workUntil)}</b>（北京时间）前提交。{afterResubmission(card.returned)}
      </p>
      <p>
        对意见有疑问，请联系{by}
        {phone ? (
          <>
            ：<Tel number={phone} />
          </>
        ) : (
          '。'
        )}
      </p>
    </Note>
  );
}

function Record({ card }: { card: Detail['card'] }) {
  return (
    <Section title="申报记录">
      <KeyValues columns={1} items={[['申报编号', card.recordNo], ...recordFacts(card)]} />
      <p>
        <Link to={`/declarations/${card.id}/review-form`}>预览评审表</Link>
      </p>
      <p>
        <Link to={`/declarations/${card.id}/material-list`}>申报材料一览表</Link>
      </p>
      <p>
        <Link to={`/declarations/${card.id}/promise-letter`}>诚信承诺书</Link>
      </p>
      <p>
        <Link to={`/declarations/${card.id}/book`}>导出申报材料册</Link>
      </p>
      <RemoveRecord card={card} />
    </Section>
  );
}

/** 申报信息详情 (AH-26): state, what is due, tracker, then 基本信息 or 申报流程. */
export default function DeclarationDetail() {
  const detail = useLoaderData<typeof loader>();
  const { serverNow } = useFrame();
  const [query] = useSearchParams();
  const flow = query.get('tab') === 'flow';
  const { card, data, checklist } = detail;
  const sections = sectionsOf(detail);
  return (
    <Page
      trail={[{ label: '首页', to: '/home' }, { label: '职称申报', to: '/declarations' }, { label: '申报信息详情' }]}
    >
      <PageHead
        title={
          <>
            {recordTitle(card)}{' '}
            <StateTag face={faceOf(card.state)} large>
              {card.stateLabel}
            </StateTag>
          </>
        }
        lead={`${data.applicant.name}，${card.specialty}，${card.title}`}
      />
      <Returned card={card} marks={checklist} />
      <Checklist items={checklist} sections={sections} declarationId={card.id} />
      <RecordActs card={card} view={false} />
      <Tracker steps={trackerSteps(card.tracker)} />
      <Tabs
        label="申报详情"
        items={[
          { label: '基本信息', value: '' },
          { label: '申报流程', value: 'flow' },
        ]}
      />
      <div className="cols">
        <div>
          {flow ? (
            <FlowLog rounds={roundsOf(detail, new Date(serverNow))} />
          ) : (
            <>
              <DossierView
                sections={sections}
                data={data}
                heading={situationPairs(data, card.interview, card.levelLabel)}
              />
              <Section title="附件一览表" id="view-attachments">
                <AttachmentTable items={attachmentsOf(sections, data)} />
              </Section>
            </>
          )}
        </div>
        <div>
          <Record card={card} />
          <RecordPath {...detail} />
        </div>
      </div>
    </Page>
  );
}
