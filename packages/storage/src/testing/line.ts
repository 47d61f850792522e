import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

type State =
  | { readonly is: 'whole' }
  /** connections are closed, those that are open and every new one */
  | { readonly is: 'refusing' }
  /** everything is taken, nothing is answered */
  | { readonly is: 'silent' }
  /** breaks once so many bytes have gone this way, and every connection after it at once */
  | { readonly is: 'breaking'; readonly way: 'there' | 'back'; readonly bytes: number };

/** A network line to a port of this machine, which can be spoilt. */
export type Line = {
  readonly endpoint: string;
  spoil(state: State): void;
  mend(): void;
  close(): Promise<void>;
};

export const lineTo = async (port: number): Promise<Line> => {
  let state: State = { is: 'whole' };
  const open = new Set<Socket>();
  const keep = (socket: Socket) => {
    open.add(socket);
    socket.on('error', () => undefined).once('close', () => open.delete(socket));
    return socket;
  };
  const cutAll = () => {
    for (const socket of open) socket.destroy();
  };

  const carry = (from: Socket, to: Socket, way: 'there' | 'back') =>
    from.on('data', (chunk) => {
      if (state.is === 'silent') return;
      if (state.is === 'breaking' && state.way === way) {
        state = { ...state, bytes: state.bytes - chunk.byteLength };
        if (state.bytes <= 0) {
          state = { is: 'refusing' };
          return cutAll();
        }
      }
      if (!to.write(chunk)) {
        from.pause();
        to.once('drain', () => from.resume());
      }
    });

  const server = createServer((client) => {
    keep(client);
    if (state.is === 'refusing') return client.destroy();
    const target = keep(connect(port, '127.0.0.1'));
    carry(client, target, 'there');
    carry(target, client, 'back');
    client.once('close', () => target.destroy());
    target.once('close', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spoil(spoilt) {
      state = spoilt;
      if (state.is === 'refusing') cutAll();
    },
    mend() {
      state = { is: 'whole' };
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      cutAll();
      await closed;
    },
  };
};
