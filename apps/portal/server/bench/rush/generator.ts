import { Agent, request, type IncomingMessage } from 'node:http';
import { formsOf, submissionsOf, type Typed } from './generator-people.ts';
import { KINDS, type Kind, type Memory, type Order, type Outcome, type Page, type People, type Piece } from './load.ts';

// The load generator: a process of its own, told by its parent what to send. Open loop: every request has a moment at
// which it is due, and its time counts from then, whether or not the generator or the site was ready.

/** Under way at once; what is due beyond is not sent, and said. */
const MOST_OPEN = 6000;
const TIMEOUT_MS = 30_000;
const agent = new Agent({ keepAlive: true, maxSockets: Infinity, scheduling: 'lifo' });

interface Asked {
  readonly path: string;
  readonly cookie?: string;
  readonly body?: string;
  readonly form?: boolean;
  /** A person's browser, which can show a page. */
  readonly page?: boolean;
  /** The address that a proxy of ours would name. */
  readonly from?: string;
}
interface Answer {
  readonly status: number;
  readonly text: string;
  readonly retryAfter: boolean;
}

function send(port: number, { path, cookie, body, form, page, from }: Asked): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const type = form ? 'application/x-www-form-urlencoded' : 'application/json';
    const sent = request(
      {
        ...{ agent, host: '127.0.0.1', port, path, method: body === undefined ? 'GET' : 'POST' },
        headers: {
          host: `localhost:${port}`,
          ...(cookie && { cookie }),
          ...((page || form) && { accept: 'text/html' }),
          ...(from && { 'x-forwarded-for': from }),
          ...(body !== undefined && { 'content-type': type, origin: `http://localhost:${port}` }),
          ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
        },
      },
      (response) => answered(response, body !== undefined).then(resolve, reject),
    );
    const impatience = setTimeout(() => sent.destroy(new Error('no answer')), TIMEOUT_MS);
    sent.once('close', () => clearTimeout(impatience));
    sent.once('error', reject);
    sent.end(body);
  });
}

/** Pages are counted by their last byte, not kept. */
function answered(response: IncomingMessage, kept: boolean): Promise<Answer> {
  return new Promise((resolve, reject) => {
    // A sign-in that is refused leads back to its page, with the reason in the address.
    const refused = response.headers.location?.includes('refused=') === true;
    const status = refused ? 401 : (response.statusCode ?? 0);
    const parts: Buffer[] = [];
    if (kept || status >= 400) response.on('data', (part: Buffer) => parts.push(part));
    else response.resume();
    response.once('end', () =>
      resolve({
        ...{ status, text: parts.length > 0 ? Buffer.concat(parts).toString('utf8') : '' },
        retryAfter: response.headers['retry-after'] !== undefined,
      }),
    );
    response.once('error', reject);
  });
}

const REVISION = /"revision":"([0-9a-f-]{36})"/;
const SHED = [429, 503];

/** Everybody, and what they were told so far. */
function cast(people: People) {
  const submissions = submissionsOf(people.submissions);
  const forms = formsOf(people.forms);
  let turn = 0;
  let login = 0;
  const next = (list: readonly Page[]): Page | undefined => list[(turn += 1) % list.length];
  const read = (of: (page: Page) => string, page: boolean) => {
    const wanted = next(people.pages);
    return wanted && { asked: { path: of(wanted), cookie: wanted.cookie, page }, heard: () => undefined };
  };
  const acts: Readonly<Record<Kind, () => { asked: Asked; heard(answer: Answer | undefined): void } | undefined>> = {
    submit() {
      const mine = submissions.next();
      if (!mine) return undefined;
      const { cookie, declarationId: id, version: expectedVersion, key: idempotencyKey } = mine;
      const body = JSON.stringify({ json: { id, expectedVersion, idempotencyKey } });
      return {
        asked: { path: '/api/trpc/declarations.submit', cookie, body },
        heard(answer) {
          if (answer?.status === 200) submissions.acknowledged(idempotencyKey);
          // What was shed was not begun; whatever else says nothing about what was done.
          else if (!answer || !SHED.includes(answer.status)) submissions.unknown(idempotencyKey);
        },
      };
    },
    autosave() {
      const form = forms.take();
      if (!form) return undefined;
      return {
        asked: { path: '/api/trpc/drafts.keep', cookie: form.cookie, body: forms.text(form) },
        heard: (answer) => forms.put(form, heardOf(form, answer)),
      };
    },
    document: () => read(({ path }) => path, true),
    data: () => read(({ path }) => path.replace(/(\?|$)/, '.data$1'), false),
    login() {
      const one = people.passwords[(login += 1) % people.passwords.length];
      if (!one) return undefined;
      const body = new URLSearchParams({ account: one.username, password: one.password }).toString();
      const from = `10.1.${login >> 8}.${login & 255}`;
      return { asked: { path: '/auth/builtin', body, form: true, from }, heard: () => undefined };
    },
  };
  const memory = (): Memory => ({ ...submissions.memory(), forms: forms.memory() });
  return { acts, memory };
}

/** Whether the form may be typed into again, knowing how it stands. */
function heardOf(form: Typed, answer: Answer | undefined): boolean {
  if (answer?.status === 200) {
    form.sure = form.tried;
    form.revision = REVISION.exec(answer.text)?.[1] ?? null;
    return form.revision !== null;
  }
  return answer !== undefined && SHED.includes(answer.status);
}

interface Moment {
  readonly kind: Kind;
  /** ms from the beginning of the piece */
  readonly at: number;
}

/** Every request of a piece, in its order: each kind at equal distances, kinds beside each other, not in volleys. */
function planOf(phases: Piece['phases'], waves: NonNullable<Piece['waves']>): Moment[] {
  const moments: Moment[] = waves.flatMap(({ after, count }) =>
    Array.from({ length: count }, () => ({ kind: 'login' as const, at: after * 1000 })),
  );
  let begins = 0;
  for (const { seconds, rates } of phases) {
    for (const [index, kind] of KINDS.entries()) {
      const gap = 1000 / (rates[kind] ?? 0);
      for (let at = (gap * index) / KINDS.length; at < seconds * 1000; at += gap)
        moments.push({ kind, at: begins + at });
    }
    begins += seconds * 1000;
  }
  return moments.toSorted((a, b) => a.at - b.at);
}

async function run({ acts }: ReturnType<typeof cast>, { ports, phases, waves = [] }: Piece): Promise<Outcome> {
  const samples: [number, number, number, number][] = [];
  const lateness: number[] = [];
  const unsent: Partial<Record<Kind, number>> = {};
  const strange: string[] = [];
  let withoutRetryAfter = 0;
  let open = 0;
  let turn = 0;
  const waiting: Promise<void>[] = [];
  const begun = performance.now();
  const fire = (kind: Kind, planned: number) => {
    const act = open < MOST_OPEN ? acts[kind]() : undefined;
    if (!act) {
      unsent[kind] = (unsent[kind] ?? 0) + 1;
      return;
    }
    open += 1;
    lateness.push(performance.now() - begun - planned);
    const port = ports[(turn += 1) % ports.length] ?? 0;
    const done = (status: number) => {
      open -= 1;
      samples.push([KINDS.indexOf(kind), planned, performance.now() - begun - planned, status]);
    };
    waiting.push(
      send(port, act.asked).then(
        (answer) => {
          done(answer.status);
          act.heard(answer);
          if (SHED.includes(answer.status)) withoutRetryAfter += answer.retryAfter ? 0 : 1;
          else if (answer.status >= 400 && strange.length < 5)
            strange.push(`${act.asked.path} ${answer.status} ${answer.text.slice(0, 300)}`);
        },
        (error: unknown) => {
          done(0);
          act.heard(undefined);
          if (strange.length < 5) strange.push(`${act.asked.path} ${String(error)}`);
        },
      ),
    );
  };
  const plan = planOf(phases, waves);
  for (let at = 0; at < plan.length; await new Promise((resolve) => setTimeout(resolve, 1))) {
    const now = performance.now() - begun;
    for (let next = plan[at]; next && next.at <= now; next = plan[(at += 1)]) fire(next.kind, next.at);
  }
  await Promise.all(waiting);
  const late = lateness.toSorted((a, b) => a - b)[Math.floor(lateness.length * 0.99)] ?? 0;
  return { samples, unsent, late, withoutRetryAfter, strange };
}

let everybody: ReturnType<typeof cast> | undefined;
process.on('message', (order: Order) => {
  const answer = async () => {
    if ('people' in order) {
      everybody = cast(order.people);
      return null;
    }
    if (!everybody) throw new Error('nobody was named');
    return 'piece' in order ? run(everybody, order.piece) : everybody.memory();
  };
  answer().then(
    (said) => process.send?.({ said }),
    (error: unknown) => process.send?.({ failed: String(error) }),
  );
});
