import { describeProvider } from '@gloact/identity/server'
import { readSingleSignOn } from '@gloact/platform/single-sign-on'
import type { Examination, Finding } from './examination.ts'

/** Whether the provider of single sign-on is there, is the one that was named, and lets people in as GloACT asks it to. */
export const singleSignOn: Examination = {
  name: 'Single sign-on',
  why: 'Staff whose accounts are connected to it cannot sign in without it.',
  async examine({ settings }): Promise<Finding> {
    let configured
    try {
      configured = readSingleSignOn(settings.environment)
    } catch (error) {
      const found = error instanceof Error ? error.message : 'cannot be read'
      return { state: 'failed', found, advice: 'The server does not start with it. docs/guides/sign-in-and-devices.md' }
    }
    if (!configured) return { state: 'ok', found: 'not used' }
    const described = await describeProvider(configured.issuer)
    const address = `${settings.publicUrl.replace(/\/+$/, '')}/sign-in/return`
    if (described.ok) {
      const found = `${configured.issuer} answers; people come back to ${address}`
      return { state: 'ok', found, advice: `${address} has to be registered there, exactly so.` }
    }
    return { state: 'failed', ...FAULTS[described.error.code](described.error.found) }
  },
}

const FAULTS = {
  unreachable: (found) => ({
    found: `${found} does not answer`,
    advice: 'Check GLOACT_OIDC_ISSUER, and that this machine may reach it and trusts its certificate.',
  }),
  other_issuer: (found) => ({
    found: `the provider calls itself ${found}`,
    advice:
      'Set GLOACT_OIDC_ISSUER to exactly that, with or without a slash at the end: every sign-in is refused otherwise.',
  }),
  lacks: (found) => ({
    found: `the provider does not support ${found}`,
    advice: 'GloACT needs the code flow, signed tokens and client_secret_basic: docs/guides/sign-in-and-devices.md',
  }),
} satisfies Record<string, (found: string) => { readonly found: string; readonly advice: string }>
