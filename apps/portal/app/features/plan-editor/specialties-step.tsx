import { useState } from 'react';
import { FieldError } from '../../render/controls/frame.tsx';
import { fieldId } from '../../render/field-path.ts';
import type { StepProps } from './types.ts';

/** 可评审专业 from the tree, searchable; 全选 and 全不选 act on what is shown. */
export function SpecialtiesStep({ view, draft, change, issues }: StepProps) {
  const [words, setWords] = useState('');
  const shown = view.specialties.filter(({ name, group }) => `${group ?? ''} ${name}`.includes(words.trim()));
  const groups = [...new Set(shown.map(({ group }) => group))];
  const put = (ids: readonly string[], on: boolean) =>
    change({
      specialtyIds: view.specialties
        .map(({ id }) => id)
        .filter((id) => (ids.includes(id) ? on : draft.specialtyIds.includes(id))),
    });
  const message = issues.find(({ path }) => path === 'specialtyIds')?.message;
  return (
    <div className="kitform">
      <div className="filter">
        <div className="field filter__q">
          <label className="small" htmlFor="specialty-search">
            查找专业
          </label>
          <input
            className="in"
            id="specialty-search"
            type="search"
            placeholder="请输入专业名称"
            value={words}
            onChange={({ currentTarget }) => setWords(currentTarget.value)}
          />
        </div>
        <button
          type="button"
          className="btn"
          onClick={() =>
            put(
              shown.map(({ id }) => id),
              true,
            )
          }
        >
          全选
        </button>
        <button
          type="button"
          className="btn"
          onClick={() =>
            put(
              shown.map(({ id }) => id),
              false,
            )
          }
        >
          全不选
        </button>
      </div>
      <p aria-live="polite" id={fieldId('specialtyIds')} tabIndex={-1}>
        已选 <b>{draft.specialtyIds.length}</b> 个，共 {view.specialties.length} 个
        {words.trim() && `；符合“${words.trim()}”的有 ${shown.length} 个`}
      </p>
      {message && <FieldError message={message} />}
      {shown.length === 0 && <p className="muted">没有符合条件的专业。</p>}
      {groups.map((group) => {
        const members = shown.filter((one) => one.group === group);
        return (
          <fieldset className="group" key={group ?? ''}>
            <legend className="lab">{group ?? '专业'}</legend>
            <div className="ticks">
              {members.map(({ id, name }) => (
                <label key={id} className="tick">
                  <input
                    type="checkbox"
                    className="ck"
                    checked={draft.specialtyIds.includes(id)}
                    onChange={({ currentTarget }) => put([id], currentTarget.checked)}
                  />{' '}
                  {name}
                </label>
              ))}
            </div>
          </fieldset>
        );
      })}
    </div>
  );
}
