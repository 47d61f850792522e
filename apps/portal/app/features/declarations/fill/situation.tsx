import { Select } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { KeyValues } from '../../../components/key-values.tsx';
import { WhyButton } from '../../../components/why-button.tsx';
import { Label } from '../../../render/controls/frame.tsx';
import { situationPairs } from '../dossier-view.tsx';
import { RefusalNote } from './refusal-note.tsx';
import { useFill } from './use-fill.tsx';

/** What the plan offers, for 修改专业. */
export type Choices = {
  readonly specialties: readonly { readonly id: string; readonly name: string }[];
  readonly titles: readonly { readonly id: string; readonly name: string }[];
  /** 单位类别; empty where the series has none. */
  readonly categories: readonly string[];
};

/** AH-19.05: read-only; the name, number, sex and birth can never be changed here (AH-25.04). */
export function Situation({ choices }: { choices: Choices }) {
  const { view } = useFill();
  const { card, data } = view;
  return (
    <div className="fillpart">
      <div className="fillpart__h">
        <h3>申报情况</h3>
        <ChangeSpecialty choices={choices} />
      </div>
      <KeyValues items={situationPairs(data, card.interview, card.levelLabel)} />
    </div>
  );
}

const options = (items: Choices['titles']) => items.map(({ id, name }) => ({ value: id, label: name }));

/** 修改专业 (AH-19.06), and 单位类别 where there is one: only what this plan offers; another plan means 删除 and a new declaration. */
function ChangeSpecialty({ choices }: { choices: Choices }) {
  const { view, send, busy, refusal } = useFill();
  const [open, setOpen] = useState(false);
  const [specialtyId, setSpecialty] = useState(view.specialtyId);
  const [titleId, setTitle] = useState(view.titleId);
  const [category, setCategory] = useState(view.data.situation.institutionCategory ?? '');
  const { specialties, titles, categories } = choices;
  const act = categories.length > 0 ? '修改专业或单位类别' : '修改专业';
  const answers = { specialtyId, titleId, ...(category && { institutionCategory: category }) };
  return (
    <>
      <WhyButton
        type="button"
        className="btn btn--s"
        reason={view.closed.join('') || null}
        onClick={() => setOpen(true)}
      >
        {act}
      </WhyButton>
      <ConfirmDialog
        open={open}
        onClose={() => setOpen(false)}
        title={act}
        confirm={
          <button
            type="button"
            className="btn btn--go"
            aria-busy={busy || undefined}
            onClick={() => send('specialty', answers, () => setOpen(false))}
          >
            {act}
          </button>
        }
      >
        {open && refusal && <RefusalNote refusal={refusal} onRetry={() => send('specialty', answers)} />}
        <KeyValues columns={1} items={[['当前申报专业', `${view.data.situation.specialty}-${view.data.title}`]]} />
        {/* Specialties are many: they are written out when somebody asks for them. */}
        {open && (
          <div className="kitform">
            <Fixed label="申报系列" value={view.data.seriesName} />
            <Choose label="修改申报专业" data={options(specialties)} value={specialtyId} onChange={setSpecialty} />
            <Choose label="申报职称" data={options(titles)} value={titleId} onChange={setTitle} />
            {categories.length > 0 && (
              <Choose
                label="单位类别"
                data={categories.map((name) => ({ value: name, label: name }))}
                value={category}
                onChange={setCategory}
              />
            )}
          </div>
        )}
        <p className="hint">只能在本评审计划内修改。计划选错了，请删除申报记录后重新申报。</p>
      </ConfirmDialog>
    </>
  );
}

function Fixed({ label, value }: { label: string; value: string }) {
  return (
    <Select
      label={<Label required>{label}</Label>}
      data={[value]}
      value={value}
      readOnly
      comboboxProps={{ withinPortal: false }}
    />
  );
}

type ChooseProps = {
  label: string;
  data: readonly { value: string; label: string }[];
  value: string;
  onChange(value: string): void;
};

/** Inside the dialog's own layer: a list at the end of the page would lie under it. */
function Choose({ label, data, value, onChange }: ChooseProps) {
  return (
    <Select
      label={<Label required>{label}</Label>}
      aria-required
      placeholder="请选择"
      data={[...data]}
      value={value}
      onChange={(next) => next && onChange(next)}
      searchable
      limit={300}
      nothingFoundMessage="没有匹配的选项"
      allowDeselect={false}
      comboboxProps={{ withinPortal: false }}
    />
  );
}
