import { isRaw, type Raw } from '@zhicheng/series-kit';
import { useState, type ReactNode } from 'react';
import { Counter, FieldError, Label } from '../../render/controls/frame.tsx';
import { fieldId } from '../../render/field-path.ts';
import { useIssues } from '../../render/issues.tsx';
import { asText } from '../../render/values.ts';
import { UnitSearch, type UnitHit } from './unit-search.tsx';

/** Longest 申请说明 that the core takes. */
export const LONGEST_NOTE = 300;

/** The unit in the raw values of a form, as `UnitChoice` puts it there. */
export function chosenUnit(raw: Raw): UnitHit | null {
  const { unit } = raw;
  if (!isRaw(unit) || typeof unit.organisationId !== 'string' || typeof unit.name !== 'string') return null;
  return { organisationId: unit.organisationId, name: unit.name, regionName: asText(unit.regionName) };
}

type Props = { raw: Raw; onChange(name: string, value: unknown): void; nothing: ReactNode };

/** 选择单位 and 申请说明 (AH-02.20, AH-03.01): the answers `unit` and `note` of the form around it. */
export function UnitChoice({ raw, onChange, nothing }: Props) {
  const [searching, setSearching] = useState(false);
  const { messageOf, dismiss } = useIssues();
  const unit = chosenUnit(raw);
  const error = messageOf('unit') ?? messageOf('organisationId');
  const note = asText(raw.note);
  return (
    <div className="unitchoice">
      <div className="group" role="group" aria-labelledby={`${fieldId('unit')}-l`}>
        <span className="lab" id={`${fieldId('unit')}-l`}>
          <Label required>所在单位</Label>
        </span>
        <p aria-live="polite">
          {unit ? (
            <>
              <b>{unit.name}</b> <span className="muted">{unit.regionName}</span>
            </>
          ) : (
            <span className="muted">还没有选择</span>
          )}
        </p>
        {error && <FieldError message={error} />}
        <div>
          <button type="button" className="btn" id={fieldId('unit')} onClick={() => setSearching(true)}>
            {unit ? '重新选择单位' : '选择单位'}
          </button>
        </div>
      </div>
      {unit && <Note note={note} error={messageOf('note')} onChange={(value) => onChange('note', value)} />}
      <UnitSearch
        open={searching}
        onClose={() => setSearching(false)}
        nothing={nothing}
        onChoose={(chosen) => {
          dismiss('unit');
          dismiss('organisationId');
          onChange('unit', chosen);
          setSearching(false);
        }}
      />
    </div>
  );
}

type NoteProps = { note: string; error: string | undefined; onChange(note: string): void };

function Note({ note, error, onChange }: NoteProps) {
  const id = fieldId('note');
  return (
    <div className="field longtext">
      <label htmlFor={id}>申请说明</label>
      <textarea
        className="in"
        id={id}
        rows={3}
        value={note}
        placeholder="请输入 申请说明"
        aria-describedby={error ? `${id}-e` : `${id}-h`}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
      <Counter text={note} max={LONGEST_NOTE} />
      <p className="hint" id={`${id}-h`}>
        写给单位管理员，如部门、岗位。可以不填。
      </p>
      {error && <FieldError id={`${id}-e`} message={error} />}
    </div>
  );
}
