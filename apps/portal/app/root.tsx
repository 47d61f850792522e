import './styles/index.css';
import '@mantine/core/styles.layer.css';
import { mantineHtmlProps } from '@mantine/core';
import { Links, Meta, Outlet, Scripts, ScrollRestoration, type MetaFunction } from '@remix-run/react';
import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import type { ReactNode } from 'react';
import { wantsLargeText } from './display.ts';
import { errorTitle, RouteErrorPage } from './frames/error-page.tsx';
import { useFrameIfAny } from './frames/use-frame.ts';
import { MantineRoom } from './mantine.tsx';
import { useNonce } from './nonce.ts';
import { unlessExpired } from './revalidation.ts';

/** For pages without a title of their own, and for error pages. */
export const meta: MetaFunction = ({ error }) => [{ title: error ? errorTitle(error) : '职称申报' }];

export const shouldRevalidate = unlessExpired;

export async function loader({ context, request }: LoaderFunctionArgs) {
  return { ...(await context.frame()), largeText: wantsLargeText(request), requestId: context.requestId };
}

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce();
  const large = useFrameIfAny()?.largeText ?? false;
  return (
    <html
      lang="zh-CN"
      {...mantineHtmlProps}
      data-mantine-color-scheme="light"
      data-respect-reduced-motion="true"
      data-large={large || undefined}
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="format-detection" content="telephone=no" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <Meta />
        <Links />
      </head>
      <body>
        <MantineRoom>{children}</MantineRoom>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return <RouteErrorPage />;
}
