import { Icon, type IconName } from './icon.tsx';

/** The five states of the visual direction. Colour is never the only sign: shape, icon and word differ as well. */
export type StateFace = 'draft' | 'audit' | 'pass' | 'back' | 'stop';

const ICONS: Record<StateFace, IconName> = {
  draft: 'pencil',
  audit: 'clock',
  pass: 'check',
  back: 'back',
  stop: 'ban',
};
const WORDS: Record<StateFace, string> = {
  draft: '编辑中',
  audit: '审核中',
  pass: '审核通过',
  back: '退回',
  stop: '终止',
};

type Props = { face: StateFace; children?: string; large?: boolean };

/** @param children the word, where it differs from the usual one (e.g. 第 2 轮，改动 3 处) */
export function StateTag({ face, children, large = false }: Props) {
  return (
    <span className={`st st--${face}${large ? ' st--l' : ''}`}>
      <Icon name={ICONS[face]} />
      {children ?? WORDS[face]}
    </span>
  );
}
