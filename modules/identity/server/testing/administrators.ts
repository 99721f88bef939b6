import assert from 'node:assert/strict'
import { newId } from '@gloact/kernel'
import { AGENCY, TEAM, type Answer, type identityApp } from './app.ts'

type App = Awaited<ReturnType<typeof identityApp>>
export type Browser = ReturnType<App['browser']>

/** The token of a link: what stands behind the `#`. */
export const tokenOf = ({ body }: Answer): string => (body.link ?? '').split('#')[1] ?? ''

/** Accounts made and changed by two administrators, the second of whom has this address. */
export function administratorsOf({ browser }: Pick<App, 'browser'>, secondEmail: string) {
  let invited = 0

  async function signedIn(email: string, password?: string): Promise<Browser> {
    const mine = browser()
    assert.equal((await mine.signIn(email, password)).status, 200)
    return mine
  }

  /** Asked for by one administrator: half of a link. */
  async function invite(by: Browser, roles: readonly string[], more: object = {}) {
    const id = newId<'user'>()
    const email = `invited${++invited}@south.example`
    const answer = await by.post('/identity/staff/invite', {
      id,
      name: 'Inv Ited',
      email,
      agencyId: AGENCY,
      teamIds: [TEAM],
      roles,
      language: 'ar',
      ...more,
    })
    return { id, answer, token: tokenOf(answer), email }
  }

  /** What waits about an account. */
  const waitingFor = async (by: Browser, staffId: string) =>
    (await by.get('/identity/access-changes')).body.items.filter((change) => change.staffId === staffId)

  /** The first of it confirmed as another administrator: gives the code, the other half of a link. */
  async function confirmChange(by: Browser, staffId: string): Promise<string> {
    const [change] = await waitingFor(by, staffId)
    assert.ok(change, 'something waits')
    const confirmed = await by.post(`/identity/access-changes/${change.id}/confirm`, { checkedHow: 'in_person' })
    assert.equal(confirmed.status, 200, JSON.stringify(confirmed.body))
    return confirmed.body.code
  }

  /** An account that one administrator made and the other confirmed, with both halves of its link. */
  async function inviteByTwo(by: Browser, roles: readonly string[]) {
    const made = await invite(by, roles)
    return { ...made, whole: made.token + (await confirmChange(await signedIn(secondEmail), made.id)) }
  }

  const accept = (token: string, password = 'quiet marble orbit') =>
    browser('192.0.2.9').post('/identity/invitations/accept', { token, password, language: 'ar' })

  return { signedIn, invite, waitingFor, confirmChange, inviteByTwo, accept }
}
