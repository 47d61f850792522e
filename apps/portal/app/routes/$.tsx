/** Any address nobody knows: the root loader still runs, so the error page keeps its band. */
export function loader(): never {
  throw new Response(null, { status: 404 });
}

export default function NotFound() {
  return null;
}
