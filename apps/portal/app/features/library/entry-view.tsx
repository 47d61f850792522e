import { useSearchParams } from '@remix-run/react';
import type { Caller } from '@zhicheng/core';
import { dayOf } from '../../beijing-time.ts';
import type { Entity } from '@zhicheng/series-kit';
import { FlowLog } from '../../components/flow-log.tsx';
import { FormDrawer } from '../../components/form-drawer.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { Link } from '../../components/link.tsx';
import { Note } from '../../components/note.tsx';
import { Section } from '../../components/section.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { PageHead } from '../../frames/page.tsx';
import { useFrame } from '../../frames/use-frame.ts';
import { lastingSearch } from '../../passing-query.ts';
import { FieldsView } from '../../render/field-view.tsx';
import { FieldSourcesProvider } from '../../render/sources.tsx';
import { entityOf } from '../../series.ts';
import { logRounds } from '../tasks/log-rounds.ts';
import { shownFields } from './entry-list.tsx';
import { entryFace, entryFacts, entryTitle, fitsDrawer, SOURCE_WORDS } from './entry-words.ts';

export type EntryData = Awaited<ReturnType<Caller['library']['get']>>;

/** Linked entries as candidates: that is where the view looks their names up. */
function linkedNames({ linked }: EntryData) {
  const candidates: Record<string, { entry: string; label: string; facts: string }[]> = {};
  for (const { id, entity: code, data } of linked) {
    const entity = entityOf(code);
    if (!entity) continue;
    (candidates[code] ??= []).push({ entry: id, label: entryTitle(entity, data), facts: entryFacts(entity, data) });
  }
  return { candidates };
}

function Standing({ entry }: { entry: EntryData }) {
  return (
    <KeyValues
      items={[
        [
          '审核状态',
          <StateTag key="state" face={entryFace(entry.state)}>
            {entry.stateLabel}
          </StateTag>,
        ],
        ['来源', SOURCE_WORDS[entry.source]],
        ['申报日期', entry.submittedAt ? dayOf(entry.submittedAt) : '未提交'],
      ]}
    />
  );
}

function Body({ entity, entry }: { entity: Entity; entry: EntryData }) {
  const { person, serverNow } = useFrame();
  return (
    <FieldSourcesProvider value={linkedNames(entry)}>
      <div className="entryview">
        {entry.returnReason && (
          <Note face="back" title="单位退回">
            <p className="pre">{entry.returnReason}</p>
          </Note>
        )}
        <Standing entry={entry} />
        {entry.pinnedBy.map(({ holderId, label }) => (
          <p key={holderId} className="hint">
            已导入 <Link to={`/declarations/${holderId}`}>{label}</Link>
          </p>
        ))}
        <Section title={entity.label}>
          <FieldsView fields={shownFields(entity, entry.data)} row={entry.data} />
        </Section>
        {entry.log.length > 0 && (
          <Section title="审核过程">
            <FlowLog rounds={logRounds(entry.log, person?.name ?? '', new Date(serverNow))} />
          </Section>
        )}
      </div>
    </FieldSourcesProvider>
  );
}

/** 查看: an entry as it is, with its audits; a drawer over the list where its form is one. */
export function EntryView({ entity, entry }: { entity: Entity; entry: EntryData }) {
  const [query] = useSearchParams();
  const search = lastingSearch(query);
  const path = `/library/${entity.code}`;
  const list = path + search;
  const title = `查看 ${entity.label}`;
  const acts = (
    <div className="acts kitform__a">
      {entry.can.edit.allowed && (
        <Link className="btn btn--go" to={`${path}/${entry.id}/edit${search}`}>
          {entry.returnReason ? '修改并重新送审' : '修改'}
        </Link>
      )}
      <Link className="btn" to={list} preventScrollReset>
        返回列表
      </Link>
    </div>
  );
  const body = <Body entity={entity} entry={entry} />;
  if (fitsDrawer(entity))
    return (
      <FormDrawer title={title} closeTo={list}>
        {body}
        {acts}
      </FormDrawer>
    );
  return (
    <>
      <PageHead title={title} />
      {body}
      {acts}
    </>
  );
}
