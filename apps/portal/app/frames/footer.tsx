import { Link } from '../components/link.tsx';
import { useFrame } from './use-frame.ts';

/** A landline or mobile number as a link that dials. */
export function Tel({ number }: { number: string }) {
  return (
    <a className="tel nw" href={`tel:${number.replace(/[^\d+]/g, '')}`}>
      {number}
    </a>
  );
}

export function Footer() {
  const { platform } = useFrame();
  return (
    <footer className="foot">
      <div className="wrap foot__in">
        <span>
          客服热线：
          {platform.hotlines.map((number, index) => (
            <span key={number}>
              {index > 0 && '，'}
              <Tel number={number} />
            </span>
          ))}
        </span>
        <span>咨询时间：{platform.hours.join(' ')}</span>
        <Link to="/help/faq">下载常见问题解答</Link>
        <Link to="/help/guide">下载操作指南</Link>
        <Link to="/accessibility">无障碍说明</Link>
        <Link to="/privacy">个人信息保护</Link>
        <span className="nw">主办：{platform.host}</span>
      </div>
    </footer>
  );
}
