import { useSearchParams } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { Link } from '../../../components/link.tsx';
import { Note } from '../../../components/note.tsx';
import { useFrame } from '../../../frames/use-frame.ts';
import { keepText, readKeptText } from '../../../render/kept-text.ts';
import type { Reusable } from './reuse-choice.ts';
import { useFill } from './use-fill.tsx';

/** 沿用上次申报的资料: offered until it was used or put aside; then a line that still leads there. */
export function ReuseBanner({ source }: { source: Reusable }) {
  const { view } = useFill();
  const account = useFrame().active?.id ?? '';
  const record = `declarations/${view.card.id}/reuse`;
  const [query] = useSearchParams();
  const [aside, setAside] = useState(source.used);
  useEffect(() => {
    if (source.used || readKeptText(account, record) !== null) setAside(true);
  }, [account, record, source.used]);
  const to = new URLSearchParams(query);
  to.set('reuse', '1');
  if (aside)
    return (
      <p className="reuse__line">
        <Link to={`?${to}`} preventScrollReset>
          沿用上次申报的资料
        </Link>
      </p>
    );
  const putAside = () => {
    keepText(account, record, { aside: true });
    setAside(true);
  };
  return (
    <div className="reuse">
      <Note title="沿用上次申报的资料">
        <p>
          您申报过“{source.planName}
          ”。当时填写的基本信息、现有职称、附件和导入的业绩可以逐项沿用，不会覆盖您在这里填写的内容。
        </p>
        <div className="acts">
          <Link className="btn btn--s" to={`?${to}`} preventScrollReset>
            查看并选择
          </Link>
          <button type="button" className="btn btn--s" onClick={putAside}>
            暂不沿用
          </button>
        </div>
      </Note>
    </div>
  );
}
