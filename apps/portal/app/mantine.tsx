import {
  convertCssVariables,
  DEFAULT_THEME,
  defaultCssVariablesResolver,
  MantineProvider,
  MantineThemeContext,
  mergeMantineTheme,
} from '@mantine/core';
import type { ReactNode } from 'react';
import { useNonce } from './nonce.ts';
import { resolver, theme } from './theme.ts';

/** Made once: the provider would merge the theme and compute its properties anew for every page that is rendered. */
const MERGED = mergeMantineTheme(DEFAULT_THEME, theme);

type Values = Readonly<Record<string, string>>;

/** The theme as custom properties of a page that is always light, without what Mantine's style sheet says already. */
const PROPERTIES = (() => {
  const [usual, merged, own] = [
    defaultCssVariablesResolver(DEFAULT_THEME),
    defaultCssVariablesResolver(MERGED),
    resolver(MERGED),
  ];
  const differing = (values: Values, known: Values) =>
    Object.fromEntries(Object.entries(values).filter(([name, value]) => known[name] !== value));
  return convertCssVariables({
    variables: differing({ ...merged.variables, ...own.variables }, usual.variables),
    light: differing({ ...merged.light, ...own.light }, usual.light),
    dark: {},
  });
})();

/** What Mantine's inputs need around them: theme, custom properties, nonce. */
export function MantineRoom({ children }: { children: ReactNode }) {
  const nonce = useNonce();
  return (
    <MantineThemeContext.Provider value={MERGED}>
      <style data-mantine-styles nonce={nonce} dangerouslySetInnerHTML={{ __html: PROPERTIES }} />
      <MantineProvider
        forceColorScheme="light"
        withCssVariables={false}
        withGlobalClasses={false}
        getStyleNonce={() => nonce}
      >
        {children}
      </MantineProvider>
    </MantineThemeContext.Provider>
  );
}
