import { Outlet } from '@remix-run/react';
import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { ApplicantFrame } from '../frames/applicant-frame.tsx';
import { requireSignedIn } from '../frames/sign-in-required.ts';
import { unlessExpired } from '../revalidation.ts';

export const shouldRevalidate = unlessExpired;

export async function loader(args: LoaderFunctionArgs) {
  await requireSignedIn(args, ['applicant']);
  return null;
}

export default function Applicant() {
  return (
    <ApplicantFrame>
      <Outlet />
    </ApplicantFrame>
  );
}
