import { SANDBOX_PASSWORD } from '@zhicheng/sandbox-sso/accounts';
import { DEMO_PASSWORD } from './organisations.ts';

/** What `npm start` prints: who may sign in, and what each is good for. */
export const accountsText = (): string => `演示账号（全部为虚构数据）

个人登录  沙箱统一认证，密码 ${SANDBOX_PASSWORD}
  person01  示例一    已绑定，业绩库已审核，可以马上申报
  person02  示例二    绑定待审核
  person03  示例三    已注册，没有绑定单位
  person04  示例四    教研员，已绑定示例市教育局（用人单位）
  person05  示例五    业绩待单位审核
  person06  示例六    申报编辑中
  person07  示例七    申报在区教育局待审核
  person08  示例八    申报在市教育主管局待领取
  person09  示例九    申报被退回
  person10  示例十    申报审核通过
  person12  示例十二  诚信档案有记录，不能申报
  person13  示例十三  申报在第二中学待审核，单位须选择下一节点
  person14  示例十四  两个身份：申报人、第一人民医院管理员
  person16  示例十六  申报在第一中学待审核，须选择是否占用职数
  person17  示例十七  审核通过，可以打印面试准考证
  person15  示例十五  没有注册过，从个人注册开始
  person18  示例十八  卫生技术人员，病案、论文和专题已审核
  person20  示例二十  工程技术人员，申报编辑中，工程项目还差一项

单位登录  沙箱统一认证，密码 ${SANDBOX_PASSWORD}
  unit01    示例市第一中学        unit02  示例市第二中学
  unit03    示例市第一人民医院
  unit05    示例市教育局（用人单位账号；主管部门账号是 edu-city）

内置单位登录  密码 ${DEMO_PASSWORD}
  edu-district   示例区教育局（主管部门）
  hrss-district  示例区人力资源和社会保障局
  edu-city, edu-city2  示例市教育主管局（两位管理员，须领取）
  convening      示例市中小学教师系列评委会组建单位
  convening-eng  示例市工程系列评委会组建单位
  convening-health  示例市卫生系列评委会组建单位
`;
