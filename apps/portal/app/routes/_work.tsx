import { Outlet } from '@remix-run/react';
import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { requireSignedIn } from '../frames/sign-in-required.ts';
import { unlessExpired } from '../revalidation.ts';
import { WorkFrame } from '../frames/work-frame.tsx';

export const shouldRevalidate = unlessExpired;

export async function loader(args: LoaderFunctionArgs) {
  await requireSignedIn(args, ['employer', 'department', 'hrss', 'talentCentre', 'convening', 'operator']);
  return null;
}

export default function Work() {
  return (
    <WorkFrame>
      <Outlet />
    </WorkFrame>
  );
}
