import type { WidgetProps } from '@zhicheng/series-kit';
import { createContext, useContext, type ComponentType } from 'react';
import { widgets } from '../series.ts';

export type Widgets = Readonly<Record<string, ComponentType<WidgetProps>>>;

const Brought = createContext<Widgets>(widgets);

/** Other widgets than those of the registered series, for tests. */
export const WidgetsProvider = Brought.Provider;

/** The controls that series bring themselves, by name. */
export const useWidgets = (): Widgets => useContext(Brought);
