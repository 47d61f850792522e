import type { Context } from 'hono';

/**
 * Address of the network that asks, for limits on attempts. Each of our own proxies adds the address it was asked from
 * at the end of X-Forwarded-For; whatever stands before those was written by the client and is not believed.
 *
 * @param proxies how many proxies of our own stand in front; 0: the socket's address, the header is ignored
 * @returns '' when it cannot be told, so that all such requests share one limit
 */
export function clientAddress(c: Context, proxies: number): string {
  if (proxies === 0) return socketAddress(c);
  const told = (c.req.header('x-forwarded-for') ?? '').split(',').map((part) => part.trim());
  return told.at(-proxies) ?? '';
}

function socketAddress(c: Context): string {
  const incoming: unknown = c.env;
  const socket =
    typeof incoming === 'object' && incoming !== null && 'incoming' in incoming ? incoming.incoming : undefined;
  return (socket as { socket?: { remoteAddress?: string } } | undefined)?.socket?.remoteAddress ?? '';
}
