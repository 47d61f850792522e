/** MS.07, verbatim, with the unit's name and what is declared for. */
export const promiseText = (unit: string, declared: string): string =>
  `本人系 ${unit} 专业技术人员，现申报 ${declared} 专业技术资格。本人承诺所提交的所有申报材料（包括学历、职称、奖励证书及论文、业绩证明等材料）均为真实。如提供虚假、失实材料，本人自愿从通报之日起三年内停止申报专业技术资格，并接受人社等部门的处理。`;

/** Who promises, and for what: 专业-职称. */
export interface Promised {
  readonly name: string;
  readonly unit: string;
  readonly declared: string;
}

/** Where the letter to sign by hand is downloaded, filled in as far as known. */
export const promiseAddress = ({ name, unit, declared }: Promised): string =>
  `/promise-letter.doc?${new URLSearchParams({ name, unit, declared })}`;

const escaped = (text: string): string =>
  [...text]
    .map((sign) => {
      if (sign === '\\' || sign === '{' || sign === '}') return `\\${sign}`;
      if (sign.charCodeAt(0) < 0x80) return sign;
      // RTF counts in signed 16-bit units; the question mark is for readers without Unicode.
      return Array.from({ length: sign.length }, (_, at) => {
        const unit = sign.charCodeAt(at);
        return `\\u${unit > 0x7fff ? unit - 0x10000 : unit}?`;
      }).join('');
    })
    .join('');

const paragraph = (format: string, text: string): string => `{\\pard${format} ${escaped(text)}\\par}`;

/** The letter as Rich Text, which every word processor opens under the name .doc: A4, signature and date by hand. */
export function promiseLetter({ name, unit, declared }: Promised): string {
  const body = '\\qj\\fi640\\sl560\\slmult0\\f0\\fs32';
  const blank = '________________';
  return [
    '{\\rtf1\\ansi\\ansicpg936\\deff0\\paperw11906\\paperh16838\\margl1800\\margr1800\\margt1701\\margb1701',
    `{\\fonttbl{\\f0\\fnil\\fcharset134 ${escaped('仿宋')};}{\\f1\\fnil\\fcharset134 ${escaped('黑体')};}}`,
    paragraph('\\qc\\sa600\\f1\\fs44', '诚信承诺书'),
    paragraph(body, promiseText(unit || blank, declared || blank)),
    paragraph('\\qr\\sb1200\\sl560\\f0\\fs32', `承诺人姓名：${name || blank}`),
    paragraph('\\qr\\sb300\\sl560\\f0\\fs32', '承诺人（手写签名）：________________'),
    paragraph('\\qr\\sb300\\sl560\\f0\\fs32', '年      月      日'),
    '}',
  ].join('\n');
}
