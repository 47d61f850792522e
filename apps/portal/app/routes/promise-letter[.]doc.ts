import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { promiseLetter } from '../features/plans/promise.ts';

const FILE_NAME = encodeURIComponent('承诺书模板.doc');

/** 点击下载承诺书模板.doc (AH-18.02): holds nothing but what the address says, so it is open to everybody. */
export function loader({ request }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const text = (name: string): string => (query.get(name) ?? '').slice(0, 120);
  return new Response(promiseLetter({ name: text('name'), unit: text('unit'), declared: text('declared') }), {
    headers: {
      'Content-Type': 'application/msword',
      'Content-Disposition': `attachment; filename*=UTF-8''${FILE_NAME}`,
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
