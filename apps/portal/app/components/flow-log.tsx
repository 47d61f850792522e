import type { ReactNode } from 'react';
import { secondOf } from '../beijing-time.ts';
import { Tel } from '../frames/footer.tsx';
import { Icon, type IconName } from './icon.tsx';
import { StateTag, type StateFace } from './state-tag.tsx';

export type LogFace = 'go' | 'pass' | 'back' | 'stop' | 'wait' | 'draft';

export type LogItem = {
  /** 个人申报, 单位审核, 主管部门审核 … */
  readonly node: string;
  readonly face: LogFace;
  /** 提交, 通过, 退回, 终止 … */
  readonly result: string;
  readonly actor?: string;
  readonly opinion?: ReactNode;
  /** ISO instant. */
  readonly at?: string;
  readonly waiting?: {
    readonly holder: string;
    readonly phone?: string;
    readonly days: number;
    readonly normalDays?: number;
  };
};
export type LogRound = { readonly title: string; readonly items: readonly LogItem[] };

const ICONS: Record<LogFace, IconName> = {
  go: 'send',
  pass: 'check',
  back: 'back',
  stop: 'ban',
  wait: 'clock',
  draft: 'pencil',
};
const TAGS: Partial<Record<LogFace, StateFace>> = { back: 'back', stop: 'stop', wait: 'audit', draft: 'draft' };

function Result({ face, result }: Pick<LogItem, 'face' | 'result'>) {
  const tag = TAGS[face];
  if (tag) return <StateTag face={tag}>{result}</StateTag>;
  return <span className={face === 'pass' ? 'log__pass' : undefined}>{result}</span>;
}

function Waiting({ waiting }: { waiting: NonNullable<LogItem['waiting']> }) {
  const { holder, phone, days, normalDays } = waiting;
  const late = normalDays !== undefined && days > normalDays;
  return (
    <p>
      {holder}
      {phone && (
        <>
          ，<Tel number={phone} />
        </>
      )}
      ，{late ? <b>已等 {days} 天</b> : `已等 ${days} 天`}
      {normalDays !== undefined && `，一般 ${normalDays} 天`}
    </p>
  );
}

function Item({ item }: { item: LogItem }) {
  const { node, face, result, actor, opinion, at, waiting } = item;
  return (
    <li>
      <span className={`log__d log__d--${face}`} aria-hidden="true">
        <Icon name={ICONS[face]} />
      </span>
      <div className="log__h">
        <b>{node}</b>
        <Result face={face} result={result} />
      </div>
      {(actor || opinion) && (
        <p>
          {actor}
          {actor && opinion && '：'}
          {opinion}
        </p>
      )}
      {waiting && <Waiting waiting={waiting} />}
      {at && <time dateTime={at}>提交于 {secondOf(at)}</time>}
    </li>
  );
}

/** Rounds newest first, inside a round in order; who did what, when, in whose hands it is now. */
export function FlowLog({ rounds }: { rounds: readonly LogRound[] }) {
  return (
    <>
      {rounds.map(({ title, items }) => (
        <section key={title} className="log__round" aria-label={title}>
          <h3>{title}</h3>
          <ol className="log">
            {items.map((item, index) => (
              <Item key={index} item={item} />
            ))}
          </ol>
        </section>
      ))}
    </>
  );
}
