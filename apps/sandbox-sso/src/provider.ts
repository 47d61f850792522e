import Provider, { interactionPolicy, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import type { AccountStore } from './account-store.ts';
import type { SandboxIdentity } from './accounts.ts';
import type { Keys } from './keys.ts';
import { contentSecurityPolicy, type Frame } from './pages/layout.ts';
import { logoutPage, messagePage } from './pages/plain-pages.ts';
import { sessionMemory } from './session-memory.ts';

export type Client = { id: string; secret?: string; redirectUris: string[]; postLogoutUris: string[] };

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** The claims of an identity. */
function claimsOf(identity: SandboxIdentity) {
  const { sub, kind, name } = identity;
  if (identity.kind === 'unit') {
    return { sub, kind, name, uscc: identity.uscc, legal_representative: identity.legalRepresentative };
  }
  const { idType, idNumber, mobile, gender, birthDate } = identity;
  return { sub, kind, name, id_type: idType, id_number: idNumber, mobile, gender, birth_date: birthDate };
}

/** Which box a sign-in asks for, from `login_hint` or `acr_values`; undefined when it does not say. */
export function wantedKind(params: Record<string, unknown>): SandboxIdentity['kind'] | undefined {
  for (const asked of [params.login_hint, params.acr_values]) {
    if (asked === 'person' || asked === 'unit') return asked;
  }
  return undefined;
}

/** Whoever is signed in here as a person is asked again when a unit is wanted, and the reverse. */
function signInPolicy(accounts: AccountStore): interactionPolicy.Prompt[] {
  const policy = interactionPolicy.base();
  const { Check } = interactionPolicy;
  const fits = async ({ oidc }: KoaContextWithOIDC) => {
    const signedIn = oidc.session?.accountId;
    if (signedIn === undefined) return Check.NO_NEED_TO_PROMPT;
    const identity = await accounts.find(signedIn);
    const wanted = wantedKind(oidc.params ?? {});
    const gone = identity === undefined;
    return gone || (wanted && wanted !== identity.kind) ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT;
  };
  policy.get('login')?.checks.add(new Check('other_kind', 'sign in as the wanted kind', 'login_required', fits));
  return policy;
}

/** The platform is ours, so nobody is asked for consent: a fresh grant for every sign-in, none that could expire. */
async function grantForPlatform({ oidc }: KoaContextWithOIDC) {
  if (!oidc.client) return undefined;
  const grant = new oidc.provider.Grant({ accountId: oidc.session?.accountId, clientId: oidc.client.clientId });
  grant.addOIDCScope('openid profile');
  await grant.save();
  return grant;
}

function pagesOf(frame: Frame): Pick<Configuration, 'renderError'> & { logout: object } {
  return {
    renderError(ctx, out) {
      const expired = out.error === 'invalid_request' && ctx.path.startsWith('/auth/');
      ctx.type = 'html';
      ctx.body = messagePage(frame, {
        title: expired ? '登录已超时' : '无法登录',
        text: expired ? '这次登录已超时或已完成，请返回平台重新点登录。' : '登录请求有误，请返回平台重试。',
        detail: [out.error, out.error_description].filter(Boolean).join('：'),
      });
    },
    logout: {
      enabled: true,
      logoutSource(ctx: KoaContextWithOIDC, form: string) {
        ctx.body = logoutPage(frame, { form, atOnce: ctx.oidc.entities.IdTokenHint !== undefined });
      },
      postLogoutSuccessSource(ctx: KoaContextWithOIDC) {
        ctx.body = messagePage(frame, { title: '已退出登录', text: `您已退出${frame.sso.heading}。` });
      },
    },
  };
}

function configurationOf(at: { keys: Keys; client: Client; accounts: AccountStore; frame: Frame }): Configuration {
  const { client, accounts } = at;
  const pages = pagesOf(at.frame);
  return {
    adapter: sessionMemory(),
    clients: [
      {
        client_id: client.id,
        ...(client.secret === undefined
          ? { token_endpoint_auth_method: 'none' as const }
          : { token_endpoint_auth_method: 'client_secret_basic' as const, client_secret: client.secret }),
        grant_types: ['authorization_code'],
        response_types: ['code'],
        redirect_uris: client.redirectUris,
        post_logout_redirect_uris: client.postLogoutUris,
      },
    ],
    jwks: at.keys.jwks,
    // cookies know no ports: names of its own, or the platform on the same host would see and overwrite them
    cookies: {
      keys: at.keys.cookieKeys,
      names: { session: 'sandbox_sso', interaction: 'sandbox_sso_sign_in', resume: 'sandbox_sso_resume' },
    },
    scopes: ['openid', 'profile'],
    // ID numbers come from the userinfo endpoint only: an ID token travels through the address bar at sign-out
    claims: {
      openid: ['sub', 'kind'],
      profile: [
        ...['name', 'id_type', 'id_number', 'mobile', 'gender', 'birth_date'],
        ...['uscc', 'legal_representative'],
      ],
    },
    pkce: { methods: ['S256'], required: () => true },
    responseTypes: ['code'],
    clientBasedCORS: () => false,
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: { enabled: false },
      rpInitiatedLogout: pages.logout,
    },
    interactions: { policy: signInPolicy(accounts), url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    loadExistingGrant: grantForPlatform,
    renderError: pages.renderError,
    async findAccount(_ctx, sub) {
      const identity = await accounts.find(sub);
      return identity && { accountId: sub, claims: async () => claimsOf(identity) };
    },
    ttl: {
      AccessToken: 10 * MINUTE,
      AuthorizationCode: MINUTE,
      IdToken: HOUR,
      Interaction: HOUR,
      Session: 12 * HOUR,
      Grant: 24 * HOUR,
    },
  };
}

/** The OIDC provider behind the pages: code flow with PKCE S256 for one client, rp-initiated logout. */
export function createProvider(at: {
  issuer: string;
  keys: Keys;
  client: Client;
  accounts: AccountStore;
  frame: Frame;
  formTargets: readonly string[];
}): Provider {
  const provider = new Provider(at.issuer, configurationOf(at));
  const policy = contentSecurityPolicy(at.formTargets);
  provider.use(async (ctx, next) => {
    ctx.set('Content-Security-Policy', policy);
    await next();
  });
  provider.on('server_error', (_ctx, error) => console.error('sandbox sign-on: server error', error));
  return provider;
}
