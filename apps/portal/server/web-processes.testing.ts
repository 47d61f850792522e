import cluster from 'node:cluster';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { closing } from './shutdown.ts';
import { startWebProcesses } from './web-processes.ts';

// A program for web-processes.test.ts: it looks after processes of itself, which say their numbers.

const stop = closing();
if (cluster.isPrimary) {
  const [processes = '2'] = process.argv.slice(2);
  stop.last(() => console.log('closed'));
  await startWebProcesses(
    {
      program: fileURLToPath(import.meta.url),
      processes: Number(processes),
      env: (n) => ({ NUMBER: String(n) }),
    },
    stop,
  ).then(
    () => console.log('all listen'),
    (error: Error) => {
      console.log(error.message);
      return stop.failed();
    },
  );
} else if (process.env.FAILS) process.exit(3);
else {
  const server = createServer((request, response) => {
    const answer = () => response.end(`${process.env.NUMBER} ${process.pid}`);
    if (request.url === '/slow') {
      // Answered when the program is told to stop, and no sooner.
      process.once('SIGTERM', answer);
      console.log('slow has begun');
    } else answer();
  });
  stop.server(server);
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    console.log(`port ${typeof address === 'object' && address ? address.port : 0}`);
  });
}
