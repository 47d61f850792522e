import { describeError } from './personal-data.ts';

/** `text`: for people who start it by hand, without a line per request. `json`: one JSON object per line. */
export type LogForm = 'text' | 'json';

export interface RequestLine {
  readonly requestId: string;
  readonly method: string;
  /** The pattern, never the address itself: that may name a person. */
  readonly route: string;
  readonly status: number;
  /** Until the answer began, in milliseconds. */
  readonly ms: number;
}

type Write = (line: string) => void;
type Level = 'info' | 'warn' | 'error';

const said = (part: unknown): string => (typeof part === 'number' ? String(part) : describeError(part));

/** Objects other than errors are named by their kind only: nobody knows what they hold. */
export const lineOf = (parts: readonly unknown[]): string => parts.map(said).join(' ');

const jsonLine = (level: Level, rest: Readonly<Record<string, unknown>>): string =>
  `${JSON.stringify({ time: new Date().toISOString(), level, ...rest })}\n`;

/** Finds the number of the request that a message begins with or names, so that lines of one request can be joined. */
const requestIdOf = (message: string): string | undefined => /^(?:\[|request )([0-9a-f-]{36})\b/.exec(message)?.[1];

/** One line per request, for `json` only. */
export function requestLog(form: LogForm, write: Write = toStdout): ((line: RequestLine) => void) | undefined {
  if (form === 'text') return undefined;
  return ({ ms, ...line }) => write(jsonLine('info', { ...line, ms: Math.round(ms * 10) / 10 }));
}

const toStdout: Write = (line) => void process.stdout.write(line);
const toStderr: Write = (line) => void process.stderr.write(line);

/**
 * From now on nothing that this process says of a failure holds personal data, whoever says it: our own code, and
 * libraries, write to the console. In `json` every line is a JSON object; in `text` what is said to people (console.log)
 * stays as it is. @returns a function that puts the console back
 */
export function guardConsole(form: LogForm, write: { out: Write; err: Write } = { out: toStdout, err: toStderr }) {
  const { log, info, warn, error } = console;
  const say = (level: Level, to: Write) => {
    return (...parts: unknown[]): void => {
      const message = lineOf(parts);
      if (form === 'text') return to(`${message}\n`);
      const requestId = requestIdOf(message);
      to(jsonLine(level, { ...(requestId && { requestId }), message }));
    };
  };
  console.warn = say('warn', write.err);
  console.error = say('error', write.err);
  if (form === 'json') console.log = console.info = say('info', write.out);
  return () => void Object.assign(console, { log, info, warn, error });
}

/** What nobody caught would be printed by Node with all it holds; the process ends with 1 as it would. */
export function guardUncaught(): void {
  process.on('uncaughtException', (thrown) => {
    console.error('not caught:', thrown);
    process.exit(1);
  });
}
