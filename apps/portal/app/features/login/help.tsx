import { Link } from '../../components/link.tsx';
import { Tel } from '../../frames/footer.tsx';
import type { Platform } from '../../context.ts';

/** Hotline, hours, downloads, browsers (AH-01.03, AH-01.07 .. AH-01.09). */
export function LoginHelp({ platform }: { platform: Platform }) {
  return (
    <section className="help" aria-label="帮助">
      <div>
        <h3>客服热线</h3>
        {platform.hotlines.map((number) => (
          <p key={number}>
            <Tel number={number} />
          </p>
        ))}
      </div>
      <div>
        <h3>咨询时间</h3>
        {platform.hours.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      <div>
        <h3>资料下载</h3>
        <p>
          <Link to="/help/faq">下载常见问题解答</Link>
        </p>
        <p>
          <Link to="/help/guide">下载操作指南</Link>
        </p>
      </div>
      <div>
        <h3>浏览器</h3>
        <p>手机、电脑均可使用。推荐{platform.browsers}。</p>
      </div>
    </section>
  );
}
