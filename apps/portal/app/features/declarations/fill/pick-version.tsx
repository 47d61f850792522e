import { useNavigate } from '@remix-run/react';
import { Link } from '../../../components/link.tsx';
import { Note } from '../../../components/note.tsx';
import { useFill } from './use-fill.tsx';

/** `name` tells the row from the others for the ear. */
type Props = { entity: string; entry: string; name: string };

const versionOf = ({ view }: Pick<ReturnType<typeof useFill>, 'view'>, entry: string) => view.versions[entry];

/** Opens a new version of an imported entry in the library; what is imported stays until the unit has approved it. */
export function MendButton({ entity, entry, name }: Props) {
  const fill = useFill();
  const navigate = useNavigate();
  if (!versionOf(fill, entry)?.mendable) return null;
  return (
    <button
      type="button"
      className="linkbtn"
      onClick={() => fill.send('revise', { entryId: entry }, () => navigate(`/library/${entity}/${entry}/edit`))}
    >
      修改并重新送审<span className="vh">{name}</span>
    </button>
  );
}

/** What can be done about an imported entry that was marked: open a new version of it, or go on with the one begun. */
export function MendMarked({ entry, name }: Pick<Props, 'entry' | 'name'>) {
  const fill = useFill();
  const entity = fill.view.data.entries[entry]?.entity;
  if (!entity) return null;
  const underWay = versionOf(fill, entry)?.underWay;
  if (!underWay) return <MendButton entity={entity} entry={entry} name={name} />;
  const path = `/library/${entity}/${entry}`;
  return (
    <>
      新版本：{underWay.stateLabel}{' '}
      <Link to={underWay.editable ? `${path}/edit` : path}>
        {underWay.editable ? '继续修改' : '查看新版本'}
        <span className="vh">{name}</span>
      </Link>
    </>
  );
}

/** What the library has of an imported entry beyond what is imported. */
export function PickVersionNote({ entity, entry, name }: Props) {
  const fill = useFill();
  const version = versionOf(fill, entry);
  if (version?.newer)
    return (
      <Note face="back">
        单位已审核通过更新的版本，申报中仍是原来的版本。
        <button type="button" className="linkbtn" onClick={() => fill.send('renew', { entryId: entry })}>
          换为新版本<span className="vh">{name}</span>
        </button>
      </Note>
    );
  if (!version?.underWay) return null;
  const { stateLabel, editable } = version.underWay;
  const path = `/library/${entity}/${entry}`;
  return (
    <Note>
      新版本：{stateLabel}。申报中仍是原来的版本；单位审核通过新版本后自动换上。{' '}
      <Link to={editable ? `${path}/edit` : path}>
        {editable ? '继续修改' : '查看新版本'}
        <span className="vh">{name}</span>
      </Link>
    </Note>
  );
}
