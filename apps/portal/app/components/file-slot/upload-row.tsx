import { Icon } from '../icon.tsx';
import { megabytes } from './checks.ts';
import type { Upload, Uploads } from './use-uploads.ts';

type Props = { upload: Upload; onAgain(): void } & Pick<Uploads, 'retry' | 'drop'>;

function Failed({ upload, retry, drop, onAgain }: Props) {
  return (
    <li className="file file--err">
      <Icon name="alert" />
      <span>
        <b>{upload.file.name}</b> <span className="file__m">{megabytes(upload.file.size)}</span>
      </span>
      <span className="links small">
        {upload.mayRetry ? (
          <button type="button" className="linkbtn" onClick={() => retry(upload)}>
            重试
          </button>
        ) : (
          <button
            type="button"
            className="linkbtn"
            onClick={() => {
              drop(upload);
              onAgain();
            }}
          >
            重新选择
          </button>
        )}
        <button type="button" className="linkbtn" onClick={() => drop(upload)}>
          移除<span className="vh">{upload.file.name}</span>
        </button>
      </span>
      <p className="err file__why" role="alert">
        <span>{upload.problem}</span>
      </p>
    </li>
  );
}

/** A file on its way: bar, percent, 取消上传; or refused: what was wrong, what to do, 重试. */
export function UploadRow(props: Props) {
  const { upload, drop } = props;
  if (upload.problem) return <Failed {...props} />;
  const label = `${upload.file.name} 上传进度`;
  return (
    <li className="file">
      <Icon name="file" />
      <span>
        {upload.file.name}{' '}
        <span className="file__m">
          {megabytes(upload.file.size)}，已传 {upload.percent}%
        </span>
        <span className="file__m" role="status">
          {upload.waiting === 'network' && '，网络不通，恢复后自动续传'}
          {upload.waiting === 'crowd' && '，现在使用的人很多，过一会儿自动续传'}
        </span>
      </span>
      <span className="links small">
        <button type="button" className="linkbtn" onClick={() => drop(upload)}>
          取消上传<span className="vh">{upload.file.name}</span>
        </button>
      </span>
      <div
        className="bar"
        role="progressbar"
        aria-label={label}
        aria-valuenow={upload.percent}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <i style={{ '--done': `${upload.percent}%` }} />
      </div>
    </li>
  );
}
