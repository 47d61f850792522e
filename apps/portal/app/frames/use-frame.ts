import { useRouteLoaderData } from '@remix-run/react';
import type { FrameData } from '../context.ts';
import type { loader } from '../root.tsx';

/** `requestId` is that of the request the page came with. */
type RootData = FrameData & { readonly largeText: boolean; readonly requestId: string };

/** What every frame shows, from the root loader. Throws outside the root route: a page without a frame is a bug. */
export function useFrame(): RootData {
  const data = useRouteLoaderData<typeof loader>('root');
  if (!data) throw new Error('useFrame needs the root loader');
  return data;
}

/** The same for error pages, where the root loader itself may have failed. */
export function useFrameIfAny(): RootData | undefined {
  return useRouteLoaderData<typeof loader>('root');
}
