import type { Shape } from '@zhicheng/series-kit';
import { useState } from 'react';
import { fieldId, join } from '../field-path.ts';
import { useSources, type Candidate } from '../sources.tsx';
import { asLinks, initialRaw, type RawLink } from '../values.ts';
import type { ControlProps } from './control.ts';
import { FieldError, Label } from './frame.tsx';
import { MoveButtons, swapped } from './move.tsx';

/** More than this is searched, not read. */
const SHOWN = 100;

type PickerProps = {
  candidates: readonly Candidate[];
  chosen: ReadonlySet<string>;
  onToggle(candidate: Candidate, on: boolean): void;
};

function Picker({ candidates, chosen, onToggle }: PickerProps) {
  const [words, setWords] = useState('');
  const found = candidates.filter(({ label, facts = '' }) => `${label}${facts}`.includes(words.trim()));
  return (
    <div className="picker">
      <input
        className="in in--s"
        type="search"
        aria-label="输入关键字进行过滤"
        placeholder="输入关键字进行过滤"
        value={words}
        onChange={({ currentTarget }) => setWords(currentTarget.value)}
      />
      <ul className="picker__l">
        {found.slice(0, SHOWN).map((candidate) => (
          <li key={candidate.entry}>
            <label>
              <input
                type="checkbox"
                className="ck"
                checked={chosen.has(candidate.entry)}
                disabled={candidate.blocked !== undefined}
                onChange={({ currentTarget }) => onToggle(candidate, currentTarget.checked)}
              />
              <span>
                {candidate.label}
                {candidate.facts && <span className="hint">{candidate.facts}</span>}
                {candidate.blocked && <span className="hint">不能选择：{candidate.blocked}</span>}
              </span>
            </label>
          </li>
        ))}
      </ul>
      {found.length === 0 && (
        <p className="hint">{candidates.length === 0 ? '业绩库里还没有可选的条目。' : '没有匹配的条目。'}</p>
      )}
      {found.length > SHOWN && <p className="hint">还有 {found.length - SHOWN} 条，请输入关键字缩小范围。</p>}
    </div>
  );
}

/** Rows of another entity, each with what is said about it here. */
export function LinksControl({ shape, ...props }: ControlProps & { shape: Shape<'links'> }) {
  const { field, path, value, onChange, error, required, Nested } = props;
  const candidates = useSources().candidates?.[shape.entity.code] ?? [];
  const links = asLinks(value);
  const [open, setOpen] = useState(false);
  const [said, setSaid] = useState('');
  const nameOf = (link: RawLink): string =>
    candidates.find(({ entry }) => entry === link.entry)?.label ?? shape.entity.label;
  const extras = Object.keys(shape.extras).length > 0;
  const toggle = ({ entry, label }: Candidate, on: boolean) => {
    onChange(
      on ? [...links, { entry, extra: initialRaw(shape.extras) }] : links.filter((link) => link.entry !== entry),
    );
    setSaid(on ? `已选择${label}` : `已移除${label}`);
  };
  return (
    <fieldset className="subrows" id={fieldId(path)} tabIndex={-1}>
      <legend className="lab">
        <Label required={required}>{field.label}</Label>
      </legend>
      {field.help && <p className="hint">{field.help}</p>}
      <ol className="subrows__l">
        {links.map((link, index) => (
          <li key={link.entry} className="subrow">
            <div className="subrow__h">
              <b>{nameOf(link)}</b>
              <MoveButtons
                index={index}
                count={links.length}
                onMove={(to) => onChange(swapped(links, index, to))}
                onRemove={() => onChange(links.filter((_, at) => at !== index))}
              />
            </div>
            {extras && (
              <Nested
                fields={shape.extras}
                raw={link.extra}
                path={join(join(path, index), 'extra')}
                onChange={(name, answer) =>
                  onChange(
                    links.map((other, at) =>
                      at === index ? { ...other, extra: { ...other.extra, [name]: answer } } : other,
                    ),
                  )
                }
              />
            )}
          </li>
        ))}
      </ol>
      {error && <FieldError message={error} />}
      <button type="button" className="btn btn--s" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? '收起' : `选择${shape.entity.label}`}
      </button>
      {open && <Picker candidates={candidates} chosen={new Set(links.map(({ entry }) => entry))} onToggle={toggle} />}
      <span className="vh" role="status">
        {said}
      </span>
    </fieldset>
  );
}
