import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SingleSignOnSettings } from '@gloact/identity/server'

export type { SingleSignOnSettings }

/**
 * Single sign-on as the environment describes it; undefined where `GLOACT_OIDC_ISSUER` is not set. The client's secret is
 * read from a file (`GLOACT_OIDC_CLIENT_SECRET_FILE`) or from a systemd credential named `gloact-oidc-secret`, never from
 * a variable. Throws a `TypeError` that says what is wrong with which.
 */
export function readSingleSignOn(environment: NodeJS.ProcessEnv): SingleSignOnSettings | undefined {
  const issuer = environment.GLOACT_OIDC_ISSUER
  if (!issuer) return undefined
  const { protocol, hostname } = new URL(issuer)
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  if (protocol !== 'https:' && !(protocol === 'http:' && loopback)) {
    throw new TypeError('GLOACT_OIDC_ISSUER has to be an https address.')
  }
  const clientId = environment.GLOACT_OIDC_CLIENT_ID
  if (!clientId) throw new TypeError('GLOACT_OIDC_CLIENT_ID is missing: GLOACT_OIDC_ISSUER needs it.')
  return {
    issuer,
    clientId,
    clientSecret: secretOf(environment),
    name: environment.GLOACT_OIDC_NAME ?? hostname,
    secondFactor: {
      amr: listOf(environment.GLOACT_OIDC_MFA_AMR ?? 'mfa,otp,hwk,fido'),
      acr: listOf(environment.GLOACT_OIDC_MFA_ACR ?? ''),
    },
    agencies: agenciesOf(environment),
  }
}

function secretOf(environment: NodeJS.ProcessEnv): string {
  const folder = environment.CREDENTIALS_DIRECTORY
  const path = environment.GLOACT_OIDC_CLIENT_SECRET_FILE ?? (folder && join(folder, 'gloact-oidc-secret'))
  if (!path) throw new TypeError('GLOACT_OIDC_CLIENT_SECRET_FILE is missing: GLOACT_OIDC_ISSUER needs it.')
  try {
    const secret = readFileSync(path, 'utf8').trim()
    if (secret !== '') return secret
  } catch {
    throw new TypeError(`The file of GLOACT_OIDC_CLIENT_SECRET_FILE cannot be read: ${path}`)
  }
  throw new TypeError(`The file of GLOACT_OIDC_CLIENT_SECRET_FILE is empty: ${path}`)
}

/** `GLOACT_OIDC_AGENCIES=shelter.example=<agency id>,…`: whose accounts a value of the claim may open. */
function agenciesOf(environment: NodeJS.ProcessEnv): SingleSignOnSettings['agencies'] {
  const text = environment.GLOACT_OIDC_AGENCIES
  if (!text) return undefined
  const pairs = listOf(text).map((pair) => {
    const at = pair.lastIndexOf('=')
    const [value, agencyId] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()]
    if (at < 1 || !/^[0-9a-f-]{36}$/.test(agencyId)) {
      throw new TypeError(`GLOACT_OIDC_AGENCIES has to be value=agency-id, separated by commas, not "${pair}".`)
    }
    return [value, agencyId] as const
  })
  return { claim: environment.GLOACT_OIDC_AGENCY_CLAIM ?? 'email_domain', ids: new Map(pairs) }
}

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
