import type { MetaFunction } from '@remix-run/react';
import { Article, type Part } from '../features/help/article.tsx';

export const meta: MetaFunction = () => [{ title: '无障碍说明 - 职称申报' }];

const PARTS: Part[] = [
  {
    title: '目标',
    text: ['页面按《Web 内容无障碍指南》（WCAG）2.2 的 A 级和 AA 级要求制作。'],
  },
  {
    title: '可以怎样使用',
    text: [
      '只用键盘可以完成全部操作；按 Tab 键时，第一个链接是“跳到正文”，当前位置有明显的边框。',
      '电脑页面右上角的“大字显示”把全部文字放大四分之一。浏览器自带的缩放也可以用到 400%。',
      '状态除颜色外都有图标和文字。上移、下移都有按钮，不必拖动。',
      '手机和电脑内容相同，最窄 320 像素。',
    ],
  },
  {
    title: '已知的不足',
    text: ['申报人上传的扫描件由图像组成，读屏软件读不出其中的文字。页面上填写的内容可以读出。'],
  },
  {
    title: '遇到困难',
    text: ['看不清、读不出或操作不了，请拨打页面底部的客服热线，并说明是哪一页。'],
  },
];

export default function Accessibility() {
  return <Article title="无障碍说明" lead="怎样让每个人都能用，以及还做不到的地方。" parts={PARTS} />;
}
