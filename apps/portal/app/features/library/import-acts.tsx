import type { Entity } from '@zhicheng/series-kit';
import { Link } from '../../components/link.tsx';

/** 病案模板下载, 导入 (AH-14.04), and what was imported so far; for lists that take a workbook. */
export function ImportActs({ entity }: { entity: Entity }) {
  if (!entity.importable) return null;
  const list = `/library/${entity.code}`;
  return (
    <>
      <a className="btn" href={`${list}/workbook`} download>
        {entity.label}模板下载
      </a>
      <Link className="btn" to={`${list}/import`}>
        导入
      </Link>
      <Link className="btn" to={`${list}/imports`}>
        导入记录
      </Link>
    </>
  );
}
