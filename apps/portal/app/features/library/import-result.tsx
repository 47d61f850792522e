import type { Entity } from '@zhicheng/series-kit';
import { minuteOf } from '../../beijing-time.ts';
import { KeyValues } from '../../components/key-values.tsx';
import { Link } from '../../components/link.tsx';
import { Note } from '../../components/note.tsx';
import { Pager } from '../../components/pager.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { WrongRows } from '../imports/wrong-rows.tsx';
import { ImportProgress } from './import-progress.tsx';
import { faceOf, isOpen, modeLabel, type ImportView } from './import-words.ts';

function Counts({ found }: { found: ImportView }) {
  const { face, word } = faceOf(found);
  return (
    <KeyValues
      items={[
        ['结果', <StateTag face={face}>{word}</StateTag>],
        ['成功', `${found.stored} 条`],
        ['失败', `${found.bad} 条`],
        ['有不正确的行时', modeLabel(found.mode)],
        ['上传时间', minuteOf(found.startedAt)],
        ['完成时间', found.finishedAt ? minuteOf(found.finishedAt) : ''],
      ]}
    />
  );
}

/** What came of it, in words, and what to do next. */
function Outcome({ entity, found: { mode, stored, bad, alike } }: { entity: Entity; found: ImportView }) {
  if (stored === 0)
    return (
      <Note face="back" title="一行也没有导入" live>
        <p>
          {mode === 'all'
            ? `有 ${bad} 行需要更正，选择了“全部正确才导入”。请下载更正文件，把这些行改好，再和其余的行一起导入。`
            : '每一行都需要更正。请下载更正文件，改好后再导入。'}
        </p>
      </Note>
    );
  return (
    <Note face={bad > 0 ? 'back' : 'info'} title={`已导入 ${stored} 条${entity.label}`} live>
      <p>
        导入的{entity.label}为“编辑中”，核对后提交单位审核。
        {alike > 0 && `其中 ${alike} 条与业绩库里已有的相似，请核对是否重复。`}
        {bad > 0 && `还有 ${bad} 行没有导入，请下载更正文件，改好后再导入。`}{' '}
        <Link to={`/library/${entity.code}`}>查看{entity.label}</Link>
      </p>
    </Note>
  );
}

/** One import: how far it is, or what came of it (AH-14.03). */
export function ImportResult({ entity, found }: { entity: Entity; found: ImportView }) {
  const list = `/library/${entity.code}`;
  const cells = found.wrong.flatMap(({ row, errors }) => errors.map((error) => ({ row, ...error })));
  return (
    <div className="stack">
      {isOpen(found) && <ImportProgress found={found} />}
      {found.phase === 'failed' && (
        <Note face="error" title="没有导入" live>
          <p>{found.problem}</p>
        </Note>
      )}
      {found.phase === 'cancelled' && (
        <Note title="已取消" live>
          <p>没有导入任何一行。</p>
        </Note>
      )}
      {found.phase === 'done' && (
        <>
          <Outcome entity={entity} found={found} />
          <Counts found={found} />
        </>
      )}
      {found.bad > 0 && found.kept && (
        <>
          <WrongRows wrong={cells} corrections={`${list}/workbook?import=${found.id}`} />
          <Pager total={found.bad} />
        </>
      )}
      {found.bad > 0 && !found.kept && (
        <p className="hint">上传的文件和需要更正的行只保存 30 天，已经删除。导入成功的记录不受影响。</p>
      )}
      {!isOpen(found) && (
        <p>
          <Link to={`${list}/import`}>再导入一个文件</Link>
        </p>
      )}
    </div>
  );
}
