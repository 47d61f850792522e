import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { EmptyState } from './empty-state.tsx';

describe('[AH-04.05] an empty list', () => {
  it('says 暂无数据, and why', () => {
    const html = renderToStaticMarkup(<EmptyState>评审结束的申报会列在这里。</EmptyState>);
    expect(html).toContain('暂无数据');
    expect(html).toContain('评审结束的申报会列在这里。');
  });
});
