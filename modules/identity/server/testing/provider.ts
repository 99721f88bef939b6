import { createHash, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'

/** How an answer of the invented provider differs from a good one. */
export interface Mischief {
  readonly forgeSignature?: boolean
  readonly nonce?: string
  readonly audience?: string
  readonly issuer?: string
  readonly expired?: boolean
  /** What the provider gives at UserInfo alone; without it, it has none. */
  readonly atUserInfo?: Readonly<Record<string, unknown>>
}

/**
 * An OpenID Connect provider on this machine: discovery, keys, codes with PKCE. `approve` stands for the person who signs
 * in there, and gives the query that the browser is sent back with.
 */
export async function startProvider(clientId: string, clientSecret: string) {
  const { publicKey, privateKey } = await generateKeyPair('RS256')
  const other = await generateKeyPair('RS256')
  const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }
  const userInfo = new Map<string, Readonly<Record<string, unknown>>>()
  const codes = new Map<string, { readonly challenge: string; readonly token: string; readonly access: string }>()

  const server = createServer((request, response) => {
    void answer(request, response)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const send = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (request.url === '/.well-known/openid-configuration') {
      return void send(200, {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        userinfo_endpoint: `${issuer}/me`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        code_challenge_methods_supported: ['S256'],
      })
    }
    if (request.url === '/keys') return void send(200, { keys: [jwk] })
    if (request.url === '/me') {
      const told = userInfo.get(request.headers.authorization?.replace('Bearer ', '') ?? '')
      return void (told ? send(200, told) : send(401, {}))
    }
    if (request.url !== '/token') return void send(404, {})
    let text = ''
    for await (const part of request) text += String(part)
    const form = new URLSearchParams(text)
    const kept = codes.get(form.get('code') ?? '')
    codes.delete(form.get('code') ?? '')
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`
    if (!kept || kept.challenge !== challenge || request.headers.authorization !== basic) {
      return void send(400, { error: 'invalid_grant' })
    }
    return void send(200, { access_token: kept.access, token_type: 'bearer', expires_in: 60, id_token: kept.token })
  }

  return {
    issuer,
    stop: () => new Promise<void>((stopped) => server.close(() => stopped())),
    /** Signs the person of `claims` in at the provider, where `url` leads. */
    approve: async (
      url: string,
      claims: { readonly sub: string } & Record<string, unknown>,
      mischief: Mischief = {},
    ) => {
      const asked = new URL(url).searchParams
      const now = Math.floor(Date.now() / 1000) - (mischief.expired ? 7200 : 0)
      const token = await new SignJWT({ ...claims, nonce: mischief.nonce ?? asked.get('nonce') })
        .setProtectedHeader({ alg: 'RS256', kid: 'one' })
        .setIssuer(mischief.issuer ?? issuer)
        .setAudience(mischief.audience ?? clientId)
        .setIssuedAt(now)
        .setExpirationTime(now + 300)
        .sign(mischief.forgeSignature ? other.privateKey : privateKey)
      const [code, access] = [randomBytes(12).toString('hex'), randomBytes(12).toString('hex')]
      if (mischief.atUserInfo) userInfo.set(access, mischief.atUserInfo)
      codes.set(code, { access, challenge: asked.get('code_challenge') ?? '', token })
      return new URLSearchParams({ code, state: asked.get('state') ?? '' }).toString()
    },
  }
}
