import { useSearchParams } from '@remix-run/react';
import type { Coded, Entity, Raw } from '@zhicheng/series-kit';
import { FormDrawer } from '../../components/form-drawer.tsx';
import { PageHead } from '../../frames/page.tsx';
import { useFrame } from '../../frames/use-frame.ts';
import { lastingSearch } from '../../passing-query.ts';
import type { Refusal } from '../../refusal.ts';
import { KitForm } from '../../render/form.tsx';
import type { RegionOption } from '../../render/sources.tsx';
import { searchLinks } from './search-links.ts';
import { fitsDrawer } from './entry-words.ts';

type Props = {
  entity: Entity;
  initial: Raw;
  /** null: a new entry. */
  entry: { readonly id: string; readonly version: number } | null;
  dictionaries: Readonly<Record<string, readonly Coded[]>>;
  regions: readonly RegionOption[];
  /** The unit that will audit it, or why nothing can be submitted now. */
  unit: { readonly name: string | null; readonly why: string | null };
  refusal?: Refusal;
};

/** 保存 提交 取消 (AH-07.11, AH-04.07): a drawer over the list for short forms, else a page. */
export function EntryForm({ entity, initial, entry, dictionaries, regions, unit, refusal }: Props) {
  const [query] = useSearchParams();
  const { active } = useFrame();
  const list = `/library/${entity.code}${lastingSearch(query)}`;
  const record = `library/${entity.code}/${entry?.id ?? 'new'}`;
  const title = entry ? `修改 ${entity.label}` : (entity.dialogTitle ?? `添加 ${entity.label}`);
  const form = (
    <KitForm
      key={record}
      fields={entity.fields}
      when={entity.when}
      initial={initial}
      version={entry?.version ?? null}
      account={active?.id ?? ''}
      record={record}
      sources={{ dictionaries, regions, searchLinks, slotOf: (field) => JSON.stringify({ record, field }) }}
      refusal={refusal}
      cancelTo={list}
      note={
        <>
          {entity.note && <p className="hint">{entity.note}</p>}
          {unit.name && <p className="hint">“提交”后由{unit.name}审核；“保存”只留草稿，单位看不到。</p>}
        </>
      }
      intents={[
        { value: 'save', label: '保存' },
        { value: 'submit', label: '提交', main: !unit.why, reason: unit.why },
      ]}
    />
  );
  if (fitsDrawer(entity))
    return (
      <FormDrawer title={title} closeTo={list}>
        {form}
      </FormDrawer>
    );
  return (
    <>
      <PageHead title={title} />
      {form}
    </>
  );
}
