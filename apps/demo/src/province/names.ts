import type { Gender } from '@zhicheng/profiles';
import { drawFrom } from './random.ts';

/** "王71 李70": a sign with its weight. */
const weighted = (text: string): [string, number][] =>
  text.split(/\s+/).map((part) => [part.replace(/\d+/, ''), Number(/\d+/.exec(part)?.[0] ?? 1)]);

/** Share of the population in tenths of a per cent, rounded; the hundred names behind them share what is left. */
const surname = drawFrom(
  weighted(
    `王71 李70 张67 刘54 陈53 杨31 赵27 黄25 周21 吴20 徐17 孙15 胡13 朱13 高12 林12 何12 郭11 马10 罗10 梁8 宋8 郑8 谢7
     韩7 唐7 冯6 于6 董6 萧6 程6 曹5 袁5 邓5 许5 傅5 沈5 曾5 彭5 吕4 苏4 卢4 蒋4 蔡4 贾4 丁4 魏4 薛4 叶4 阎4 余4 潘4 杜4
     戴3 夏3 钟3 汪3 田3 任3 姜3 范3 方3 石3 姚3 谭3 廖3 邹3 熊3 金3 陆3 郝3 孔2 白2 崔2 康2 毛2 邱2 秦2 江2 史2 顾2 侯2
     邵2 孟2 龙2 万2 段2 雷2 钱2 汤2 尹2 黎2 易2 常2 武2 乔2 贺2 赖2 龚2 文2 欧阳1 诸葛1 司马1 上官1`.trim(),
  ),
);
const male = drawFrom(
  weighted(
    `伟40 强32 军30 勇26 杰26 涛24 明30 超20 刚18 平18 辉18 健16 俊20 建32 国34 志36 文36 海24 永22 峰18 鹏18 飞14 斌16
     波14 宇20 浩18 晨10 阳16 林14 东14 华30 庆12 立12 光12 德14 家14 子18 天10 新12 春10 金12 玉6 成12 宏12 云8 龙10 亮10
     磊14 旭8 凯10 帆8 宁8 博10 翔8 毅8 昊8 轩6 睿4 泽6 振8 启4 松6 柏2 卫8 兵6 民8 生10 良8`.trim(),
  ),
);
const female = drawFrom(
  weighted(
    `芳36 娜24 敏30 静32 丽34 艳26 娟26 霞24 秀26 英30 华24 慧22 红26 玉22 兰20 梅18 萍16 玲22 婷20 雪18 琳14 晶10 燕22
     莉16 洁12 倩14 颖12 欣10 怡12 佳14 雨12 文16 晓20 小14 春14 淑14 桂12 凤10 云12 月8 爱8 美12 思12 梦10 诗6 涵8 瑶6 琪6
     珍8 素6 清6 媛6 荣8 蓉6 薇6 宁6 冰4 露6 蕾6 菲4 岚2 彤2 芸4 馨4 然4 可4 悦4`.trim(),
  ),
);

/** A name put together by how frequent its parts are in China; whose it is, is chance. */
export function nameFor(gender: Gender, random: () => number): string {
  const given = gender === 'male' ? male : female;
  const first = given(random);
  return surname(random) + first + (random() < 0.85 ? given(random) : '');
}
