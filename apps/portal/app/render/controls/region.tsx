import { placeholderOf } from '@zhicheng/series-kit';
import { useId, useMemo, useState } from 'react';
import { useSources, type RegionOption } from '../sources.tsx';
import { asCoded } from '../values.ts';
import type { ControlProps } from './control.ts';
import { Group } from './frame.tsx';

type Node = RegionOption & { readonly children: readonly Node[] };

function treeOf(regions: readonly RegionOption[], parent: string | null): Node[] {
  return regions
    .filter((region) => region.parent === parent)
    .map((region) => ({ ...region, children: treeOf(regions, region.code) }));
}

/** Keeps what matches and everything above it; below a match everything stays. */
function filtered(nodes: readonly Node[], words: string): Node[] {
  if (words === '') return [...nodes];
  return nodes.flatMap((node) => {
    if (node.name.includes(words)) return [node];
    const children = filtered(node.children, words);
    return children.length > 0 ? [{ ...node, children }] : [];
  });
}

/** The way down, for a value whose own name says too little: 示例省 / 示例市 / 示例区. */
function pathName(regions: readonly RegionOption[], code: string): string {
  const region = regions.find((candidate) => candidate.code === code);
  if (!region) return '';
  const above = region.parent === null ? '' : pathName(regions, region.parent);
  return above ? `${above} / ${region.name}` : region.name;
}

type ChoiceProps = { name: string; chosen: string | undefined; onChoose(node: Node, done: boolean): void };

function Branch({ node, open, ...choice }: ChoiceProps & { node: Node; open: boolean }) {
  const radio = (
    <label className="tree__l">
      <input
        type="radio"
        name={choice.name}
        checked={choice.chosen === node.code}
        onChange={() => choice.onChoose(node, false)}
        // A pointer has made its choice; the arrow keys (detail 0) are still on their way.
        onClick={({ detail }) => detail > 0 && choice.onChoose(node, true)}
      />
      {node.name}
    </label>
  );
  if (node.children.length === 0) return <li>{radio}</li>;
  return (
    <li>
      <details open={open || node.parent === null}>
        <summary>
          <span className="vh">{node.name}下级</span>
        </summary>
        {radio}
        <ul>
          {node.children.map((child) => (
            <Branch key={child.code} node={child} open={open} {...choice} />
          ))}
        </ul>
      </details>
    </li>
  );
}

/** The tree of regions with its filter box (MS.39); native radio buttons, so that the keyboard just works. */
export function RegionControl(props: ControlProps) {
  const { regions = [] } = useSources();
  const [words, setWords] = useState('');
  const name = useId();
  const value = asCoded(props.value);
  const [choosing, setChoosing] = useState(false);
  const tree = useMemo(() => treeOf(regions, null), [regions]);
  const shown = useMemo(() => filtered(tree, words.trim()), [tree, words]);
  const close = () => {
    setChoosing(false);
    setWords('');
  };
  const choose = ({ code, name: chosenName }: Node, done: boolean) => {
    props.onChange({ code, name: chosenName });
    if (done) close();
  };
  return (
    <Group control={props}>
      <button
        type="button"
        className={props.error ? 'in in--pick in--error' : 'in in--pick'}
        aria-expanded={choosing}
        onClick={() => setChoosing(!choosing)}
      >
        {value ? pathName(regions, value.code) || value.name : <span className="ph">{placeholderOf(props.field)}</span>}
      </button>
      {choosing && (
        <div className="tree">
          <input
            className="in in--s"
            type="search"
            aria-label="输入关键字进行过滤"
            placeholder="输入关键字进行过滤"
            value={words}
            onChange={({ currentTarget }) => setWords(currentTarget.value)}
            autoFocus
          />
          <ul className="tree__top">
            {shown.map((node) => (
              <Branch
                key={node.code}
                node={node}
                open={words !== ''}
                name={name}
                chosen={value?.code}
                onChoose={choose}
              />
            ))}
          </ul>
          <button type="button" className="btn btn--s" onClick={close}>
            收起
          </button>
          {shown.length === 0 && <p className="hint">没有匹配的地区，请换一个关键字。</p>}
        </div>
      )}
    </Group>
  );
}
