import type { Entity } from '@zhicheng/series-kit';
import { Note } from '../../components/note.tsx';

const WORDS = {
  saved: '已保存为草稿，单位还看不到；改好后点“提交”。',
  submitted: '已提交，由单位审核；审核通过后可以导入申报。',
} as const;

type Props = {
  done: keyof typeof WORDS;
  entity: Entity;
  /** A similar entry was there before (GP.84). */ warned: boolean;
};

/** What the form has just done; said over the list it returns to. */
export function Done({ done, entity, warned }: Props) {
  const twins = (entity.similar ?? []).map((name) => entity.fields[name]?.label ?? name).join('、');
  return (
    <Note live>
      <p>{WORDS[done]}</p>
      {warned && twins && (
        <p>
          已有一条{twins}相同的{entity.label}，请确认没有重复录入。
        </p>
      )}
    </Note>
  );
}
