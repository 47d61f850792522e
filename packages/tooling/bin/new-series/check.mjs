import { Script } from 'node:vm';

const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const LONGEST_CODE = 30;
const WORDS = /^[\p{Script=Han}（）()、·]{2,30}$/u;
/** Folders of plugins/ that are no series, and names that the files of a series or the registry use themselves. */
const TAKEN = ['common', 'specimen', 'node-modules', 'registry', 'sections', 'criteria'];

/** The name under which the program knows a series: civil-aviation -> civilAviation. */
export const nameOf = (code) => code.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

/**
 * Why this series cannot be made, as one sentence; undefined when it can.
 *
 * @param wanted `code`, `label` and `specialties` as typed
 * @param existing folders of plugins/, and the labels of the series there
 */
export function complaintAbout({ code, label, specialties }, { folders, labels }) {
  if (!code) return 'Say which series: --code agriculture (the folder and the storage key, in English).';
  if (!KEBAB.test(code) || code.length > LONGEST_CODE)
    return `--code ${code}: small English letters, digits and single hyphens, at most ${LONGEST_CODE} of them.`;
  if (TAKEN.includes(code) || !isName(nameOf(code))) return `--code ${code}: this word is taken, choose another.`;
  if (folders.includes(code)) return `plugins/${code} exists already; nothing was changed.`;
  if (!label) return 'Say what the series is called: --label 农业技术人员 (as in the catalogue of title series).';
  const wrong = [label, ...specialties].find((words) => !WORDS.test(words));
  if (wrong !== undefined) return `“${wrong}”: 2 to 30 Chinese characters are expected.`;
  const twice = specialties.find((name, index) => specialties.indexOf(name) !== index);
  if (twice !== undefined) return `--specialties names ${twice} twice.`;
  return labels.includes(label) ? `There is a series called ${label} already; nothing was changed.` : undefined;
}

/** False for words of the language (class, import). */
function isName(name) {
  try {
    return Boolean(new Script(`'use strict'; async () => { const ${name} = 1; }`));
  } catch {
    return false;
  }
}
