import 'react';

declare module 'react' {
  interface CSSProperties {
    /** Number of steps of a tracker. */
    '--trk'?: number;
    /** Share done of an upload, e.g. 64%. */
    '--done'?: string;
  }
}
