import type { WidgetProps } from '@zhicheng/series-kit';
import type { ComponentType } from 'react';

/** Controls that series bring themselves, by the names their fields use: one line per series with a `./ui`. */
export const widgets: Readonly<Record<string, ComponentType<WidgetProps>>> = {};
