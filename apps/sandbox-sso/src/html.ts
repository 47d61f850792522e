/** Markup that is safe to send; made by `html` alone. */
export type Html = { readonly markup: string };

type Part = Html | string | number | undefined | false | readonly Html[];

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function shown(part: Part): string {
  if (part === undefined || part === false) return '';
  if (typeof part === 'string' || typeof part === 'number') {
    return String(part).replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);
  }
  return 'markup' in part ? part.markup : part.map((one) => one.markup).join('');
}

/** Template tag: escapes every string put in, takes markup made by `html` as it is, leaves out undefined and false. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return { markup: strings.reduce((all, text, index) => all + text + shown(parts[index]), '') };
}

/** Markup from another hand, such as the library's own form. Whoever calls this vouches for it. */
export function trusted(markup: string): Html {
  return { markup };
}
