import { RouteErrorPage } from '../frames/error-page.tsx';

/** Any address nobody knows: the root loader still runs, so the page keeps its band. */
export function loader(): never {
  throw new Response(null, { status: 404 });
}

export default function NotFound() {
  return null;
}

export function ErrorBoundary() {
  return <RouteErrorPage />;
}
