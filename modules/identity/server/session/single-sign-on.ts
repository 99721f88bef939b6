import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import type { Configuration } from 'openid-client'

/** What is configured of a ministry's own provider (OpenID Connect). */
export interface SingleSignOnSettings {
  /** The address that the provider's description lies below. https, but for one on this machine. */
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** What the button calls it. */
  readonly name: string
  /** Which values of the claims `amr` (any) and `acr` say that a second factor was asked for there. */
  readonly secondFactor: { readonly amr: readonly string[]; readonly acr: readonly string[] }
  /**
   * Whose accounts a value of a claim may open: an agency's id by value. `email_domain` stands for the domain of the
   * verified address. Undefined: any account that was connected.
   */
  readonly agencies: { readonly claim: string; readonly ids: ReadonlyMap<string, string> } | undefined
}

/** What an answer of the provider has to match. */
export interface Expected {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** Who the provider says it is, of what its signed token holds. */
export interface Assertion {
  /** The provider and its own id of the person; stays when a name or an address changes. */
  readonly subject: string
  /** Lower case; null where the provider does not say that it is verified. */
  readonly email: string | null
  readonly secondFactor: boolean
  /** The value that names an agency, where agencies are mapped. */
  readonly agencyId: string | null | undefined
}

export interface SingleSignOn {
  readonly name: string
  /** The address to send the browser to, and what the answer has to match. */
  begin(): Promise<Result<{ readonly url: string; readonly expected: Expected }, Failure>>
  /** Who the answer is about. Whatever is wrong with it is the same failure. */
  finish(returned: string, expected: Expected): Promise<Result<Assertion, Failure>>
}

/**
 * Signing in with a provider: authorization code with PKCE, state and nonce; the token's signature is checked against the
 * provider's published keys, its issuer, audience and times as OpenID Connect Core 3.1.3.7 says. The library is loaded
 * when somebody first uses it.
 */
export function createSingleSignOn(settings: SingleSignOnSettings, publicUrl: string): SingleSignOn {
  const redirectUri = `${publicUrl}/sign-in/return`
  let described: Promise<Configuration> | undefined

  const describe = async (): Promise<Configuration> => {
    const oidc = await import('openid-client')
    const issuer = new URL(settings.issuer)
    const configuration = await oidc.discovery(
      issuer,
      settings.clientId,
      undefined,
      oidc.ClientSecretBasic(settings.clientSecret),
      {
        timeout: 10,
        // oxlint-disable-next-line typescript/no-deprecated -- for a provider on this machine only, which config.ts makes sure of
        ...(issuer.protocol === 'http:' && { execute: [oidc.allowInsecureRequests] }),
      },
    )
    oidc.enableNonRepudiationChecks(configuration)
    return configuration
  }
  const configuration = (): Promise<Configuration> => {
    described ??= describe().catch((error: unknown) => {
      // A provider that was away is asked again.
      described = undefined
      throw error
    })
    return described
  }

  return {
    name: settings.name,
    begin: async () => {
      try {
        const oidc = await import('openid-client')
        const known = await configuration()
        const expected: Expected = {
          state: oidc.randomState(),
          nonce: oidc.randomNonce(),
          verifier: oidc.randomPKCECodeVerifier(),
        }
        const url = oidc.buildAuthorizationUrl(known, {
          redirect_uri: redirectUri,
          scope: 'openid email',
          code_challenge: await oidc.calculatePKCECodeChallenge(expected.verifier),
          code_challenge_method: 'S256',
          state: expected.state,
          nonce: expected.nonce,
        })
        return ok({ url: url.href, expected })
      } catch {
        return err(failure('identity.single_sign_on_unavailable'))
      }
    },
    finish: async (returned, { state, nonce, verifier }) => {
      try {
        const oidc = await import('openid-client')
        const known = await configuration()
        const tokens = await oidc.authorizationCodeGrant(
          known,
          new URL(`${redirectUri}?${returned.replace(/^\?/, '')}`),
          { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true },
        )
        const claims = tokens.claims()
        if (!claims) return err(failure('identity.single_sign_on_failed'))
        return ok(
          assertionOf(settings, { ...claims, ...(await missingClaims(settings, known, tokens.access_token, claims)) }),
        )
      } catch {
        // What the library threw may hold a token or an address: it is not passed on.
        return err(failure('identity.single_sign_on_failed'))
      }
    },
  }
}

type Claims = { readonly iss: string; readonly sub: string } & Readonly<Record<string, unknown>>

/**
 * What the token does not say and UserInfo does (OpenID Connect Core 5.3 and 5.4: with a code, a provider may give `email` there alone),
 * of the same person, which the library checks. Only what names an account or an agency is taken from it: that a second factor was asked for, the
 * signed token says or nobody. Address and its verification come from one place. Where UserInfo cannot be read, the token is all there is.
 */
async function missingClaims(
  { agencies }: SingleSignOnSettings,
  known: Configuration,
  accessToken: string,
  claims: Claims,
): Promise<Readonly<Record<string, unknown>>> {
  const asksEmail = !('email' in claims && 'email_verified' in claims)
  const agencyClaim = agencies && agencies.claim !== 'email_domain' && !(agencies.claim in claims) && agencies.claim
  if (known.serverMetadata().userinfo_endpoint === undefined || !(asksEmail || agencyClaim)) return {}
  try {
    const oidc = await import('openid-client')
    const told = await oidc.fetchUserInfo(known, accessToken, claims.sub)
    return {
      ...(asksEmail && { email: told.email, email_verified: told.email_verified }),
      ...(agencyClaim && { [agencyClaim]: told[agencyClaim] }),
    }
  } catch {
    return {}
  }
}

function assertionOf({ agencies, secondFactor }: SingleSignOnSettings, claims: Claims): Assertion {
  const verified = claims['email_verified'] === true && typeof claims['email'] === 'string'
  const email = verified ? String(claims['email']).trim().toLowerCase() : null
  const amr: readonly unknown[] = Array.isArray(claims['amr']) ? claims['amr'] : []
  const value = agencies?.claim === 'email_domain' ? email?.split('@').at(-1) : claims[agencies?.claim ?? '']
  return {
    subject: `${claims.iss} ${claims.sub}`,
    email,
    secondFactor:
      amr.some((method) => typeof method === 'string' && secondFactor.amr.includes(method)) ||
      (typeof claims['acr'] === 'string' && secondFactor.acr.includes(claims['acr'])),
    agencyId: agencies && (typeof value === 'string' ? (agencies.ids.get(value) ?? null) : null),
  }
}

interface Described {
  readonly issuer?: unknown
  readonly response_types_supported?: unknown
  readonly token_endpoint_auth_methods_supported?: unknown
  readonly [field: string]: unknown
}

/** What is wrong with a provider, before anybody signs in; `found` is for who runs the server. */
export interface ProviderFault {
  readonly code: 'unreachable' | 'other_issuer' | 'lacks'
  readonly found: string
}

const ANSWER_MS = 10_000

/** Reads how a provider describes itself and whether its keys are there, as signing in will (OpenID Connect Discovery 4). */
export async function describeProvider(issuer: string): Promise<Result<null, ProviderFault>> {
  const description = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const told = await readJson(description)
  if (!told) return err({ code: 'unreachable', found: description })
  if (told.issuer !== issuer) return err({ code: 'other_issuer', found: String(told.issuer) })
  for (const field of ['authorization_endpoint', 'token_endpoint', 'jwks_uri']) {
    if (typeof told[field] !== 'string') return err({ code: 'lacks', found: field })
  }
  // Where the methods are not named, the standard says which one it is.
  for (const [field, needed] of [
    ['response_types_supported', 'code'],
    ['token_endpoint_auth_methods_supported', 'client_secret_basic'],
  ] as const) {
    const supported = told[field]
    if (Array.isArray(supported) && !supported.includes(needed)) return err({ code: 'lacks', found: needed })
  }
  const keys = String(told['jwks_uri'])
  return (await readJson(keys)) ? ok(null) : err({ code: 'unreachable', found: keys })
}

async function readJson(url: string): Promise<Described | undefined> {
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(ANSWER_MS) })
    const told: unknown = response.ok ? await response.json() : undefined
    return typeof told === 'object' && told !== null ? (told as Described) : undefined
  } catch {
    return undefined
  }
}
