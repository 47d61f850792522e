import { Form } from '@remix-run/react';
import { Icon } from '../../components/icon.tsx';
import type { Door, Platform } from '../../context.ts';

type SsoProps = { kind: 'person' | 'unit'; door: Door; main?: boolean; to?: string };

function Notes({ notes }: { notes: readonly string[] }) {
  return (
    <div className="hint door__foot">
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </div>
  );
}

/** The page asked for before signing in, carried along; the action checks that it is one of ours. */
const onward = (to: string | undefined): string => (to ? `to=${encodeURIComponent(to)}` : '');

/** Leads to the government's sign-in; a form, because it starts something (AH-01.05, AH-01.06). */
function SsoDoor({ kind, door, main = false, to }: SsoProps) {
  return (
    <section className="door" aria-labelledby={`door-${kind}`}>
      <h2 id={`door-${kind}`}>{door.title}</h2>
      <p>{door.lead}</p>
      <Form method="post" action={`/auth/start?kind=${kind}&${onward(to)}`} reloadDocument>
        <button className={main ? 'btn btn--go' : 'btn'}>
          {door.button} <Icon name="send" />
        </button>
      </Form>
      <Notes notes={door.notes} />
    </section>
  );
}

type BuiltinProps = { door: Door; refused?: string; account?: string; to?: string };

/** Account and password of units without a credit code of their own. Plain inputs: the login page stays light. */
function BuiltinDoor({ door, refused, account, to }: BuiltinProps) {
  return (
    <section className="door" aria-labelledby="door-builtin">
      <h2 id="door-builtin">{door.title}</h2>
      <Form method="post" action={`/auth/builtin?${onward(to)}`} className="door__form" reloadDocument>
        <div className="field">
          <label htmlFor="account">账号</label>
          <input className="in" id="account" name="account" autoComplete="username" required defaultValue={account} />
        </div>
        <div className="field">
          <label htmlFor="password">密码</label>
          <input
            className="in"
            id="password"
            name="password"
            type="password"
            autoComplete="current-password"
            required
            aria-invalid={refused ? true : undefined}
            aria-describedby={refused ? 'builtin-refused' : undefined}
          />
        </div>
        {refused && (
          <p className="err" id="builtin-refused" role="alert">
            <Icon name="alert" />
            <span>{refused}</span>
          </p>
        )}
        <button className="btn">{door.button}</button>
      </Form>
      <p className="hint">{door.lead}</p>
      <Notes notes={door.notes} />
    </section>
  );
}

type DoorsProps = { platform: Platform; refused?: string; account?: string; to?: string };

/** The three entrances (AH-01.04). */
export function Doors({ platform, refused, account, to }: DoorsProps) {
  return (
    <div className="doors">
      <SsoDoor kind="person" door={platform.personDoor} to={to} main />
      <SsoDoor kind="unit" door={platform.unitDoor} to={to} />
      <BuiltinDoor door={platform.builtinDoor} refused={refused} account={account} to={to} />
    </div>
  );
}
