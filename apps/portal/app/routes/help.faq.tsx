import type { MetaFunction } from '@remix-run/react';
import { Article, type Part } from '../features/help/article.tsx';
import { useFrame } from '../frames/use-frame.ts';

export const meta: MetaFunction = () => [{ title: '常见问题解答 - 职称申报' }];

const partsFor = (browsers: string, helpline: string): Part[] => [
  {
    title: '用哪个浏览器',
    text: [`推荐${browsers}。照片或附件显示不出来时，请换用这些浏览器再试。手机也可以使用。`],
  },
  {
    title: '忘记密码怎么办',
    text: [helpline, '内置单位账号的密码由当地人社部门重置。'],
  },
  {
    title: '第一次登录要做什么',
    text: [
      '个人登录后先完成个人注册：填写个人信息，选择工作单位，提交给单位审核。单位登录后先完成单位注册，并选择属地。',
    ],
  },
  {
    title: '为什么不能提交业绩、不能申报',
    text: [
      '还没有绑定工作单位，或者单位还没有审核您的绑定。可以先录入并保存，绑定通过后再提交。',
      '单位没有完善属地时，本单位人员也不能申报，请单位管理员在“管理设置”中选择属地。',
    ],
  },
  {
    title: '换了单位怎么办',
    text: ['在“个人中心”点“变更单位”，选择新单位并提交。新单位审核通过后，才能继续提交和申报。'],
  },
  {
    title: '业绩提交后还能改吗',
    text: [
      '审核中的条目先点“撤回”，改好再提交。退回的条目改好后可以再次提交。已导入申报的条目不能直接撤回：申报退回后，在填报页该条点“修改并重新送审”，单位审核通过新版本后自动换上。',
    ],
  },
  {
    title: '文件传不上去',
    text: [
      '每个上传处都写明了格式、大小和数量。请另存为 pdf 或 jpg，压缩后再传。一个文件没有传上，不影响已经传好的文件。',
    ],
  },
  {
    title: '申报退回后怎么办',
    text: ['在“职称申报”打开这条记录，按退回意见修改，重新检测后再提交。重新提交后逐级再审。修改材料不需要删除申报。'],
  },
  {
    title: '能不能删除申报',
    text: ['可以删除编辑中或退回的申报。删除后须在申报截止前重新申报，逾期无法申报。'],
  },
];

export default function Faq() {
  const { platform } = useFrame();
  const helpline = platform.personDoor.notes.find((note) => note.startsWith('忘记密码')) ?? '';
  return (
    <Article
      title="常见问题解答"
      lead="申报人和用人单位最常问的问题。"
      parts={partsFor(platform.browsers, helpline.replace('忘记密码：', ''))}
      print
    />
  );
}
