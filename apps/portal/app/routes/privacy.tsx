import type { MetaFunction } from '@remix-run/react';
import { Article, type Part } from '../features/help/article.tsx';

export const meta: MetaFunction = () => [{ title: '个人信息保护 - 职称申报' }];

const PARTS: Part[] = [
  {
    title: '收集什么，用来做什么',
    text: [
      '平台收集办理职称申报、审核和评审所需的信息：身份信息、联系方式、工作和教育经历、业绩和佐证材料。不用于其他事情。',
    ],
  },
  {
    title: '谁能看到',
    text: [
      '您的工作单位，以及评审计划规定的各级审核部门，只能看到送到自己手里的材料。',
      '身份证号码加密保存，页面上只显示一部分；每一次查看完整号码都有记录。',
    ],
  },
  {
    title: '在您的设备上留下什么',
    text: [
      '登录凭证，退出后失效；是否使用大字显示。',
      '填了还没有保存的文字留在本机，防止丢失；保存后或点“退出”时清除。在公用电脑上请务必点“退出”。',
      '平台没有广告，也不向第三方发送您的浏览记录。',
    ],
  },
  {
    title: '更正和疑问',
    text: ['个人信息可以在“个人中心”更正。对个人信息的处理有疑问，请拨打页面底部的客服热线。'],
  },
];

export default function Privacy() {
  return <Article title="个人信息保护" lead="平台怎样对待您的个人信息。" parts={PARTS} />;
}
