export interface Violation {
  /** 0..7: rule of 'Who may import whom'; 'room': what may stand in a file; 'series': core and portal name none */
  rule: number | 'room' | 'series';
  path: string;
  line: number;
  message: string;
}

export function describeViolation({ rule, path, line, message }: Violation): string {
  return `rule ${rule}: ${path}:${line} ${message}`;
}
