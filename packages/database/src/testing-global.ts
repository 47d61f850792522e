import { enter, leave } from './testing/shared-server.ts';
import { KEPT_BY_RUN } from './testing.ts';

/**
 * Global set-up of a test run: keeps the shared test server until the run is over. The server itself is started
 * by the first test file that asks for a database, so that a run without databases costs nothing.
 */
export default function keepTestServer(): () => Promise<void> {
  enter();
  process.env[KEPT_BY_RUN] = String(process.pid);
  return leave;
}
