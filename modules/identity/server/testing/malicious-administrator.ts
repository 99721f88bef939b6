import { newId } from '@gloact/kernel'
import { opensFiles, type Role } from '../../domain/roles.ts'
import { rolesInForce } from '../../domain/role-grant.ts'
import { grantsOf } from '../session/grants.ts'
import { sealAsGiven } from './seal-as-given.ts'
import { tables } from '../tables.ts'
import { PASSWORD, type identityApp } from './app.ts'

type App = Awaited<ReturnType<typeof identityApp>>
type Browser = ReturnType<App['browser']>

/** One thing that an administrator does, on whom and with what; numbers choose among what is there by then. */
export interface Step {
  readonly what: (typeof STEPS)[number]
  readonly whom: number
  readonly which: number
  readonly role: Role
}

/** Everything that the administration lets an administrator do, and what one does beside it. */
export const STEPS = [
  'invite',
  'renew',
  'reset',
  'reset_factor',
  'disable',
  'enable',
  'unlock',
  'phone_lost',
  'grant',
  'confirm_role',
  'revoke_role',
  'address',
  'teams',
  'designate',
  'agency_off',
  'agency_on',
  'team_off',
  'team_on',
  'confirm',
  'decline',
  'open_links',
  'wait_days',
] as const

const SEIZED = 'seized marble orbit'
let worlds = 0
let tries = 0

/** What an account may reach. */
export interface Reach {
  readonly roles: readonly string[]
  readonly teams: readonly string[]
  readonly email: string
  readonly enabled: boolean
}

/**
 * An instance in which Mallory and Bea administer: the two are two. Workers of an agency open files: one whose password Mallory saw
 * typed and who has a second factor, one who was suspended, one who was invited and has not come yet. Mallory does what is asked
 * of her, with every half of a link and every code that was ever shown to her, and through every account that she gets into her hands.
 */
export async function maliciousAdministrator(app: App) {
  const { db, owner, clock, account, browser } = app
  const world = `w${++worlds}`
  const [office, shelter] = [newId<'agency'>(), newId<'agency'>()]
  const [day, night] = [newId<'team'>(), newId<'team'>()]
  const identity = owner.withSchema('identity')
  await tables(db)
    .insertInto('agency')
    .values([
      { id: office, name: `Office ${world}`, type: 'central_government', country: 'DL' },
      { id: shelter, name: `Shelter ${world}`, type: 'ngo', country: 'DL' },
    ])
    .execute()
  await tables(db)
    .insertInto('team')
    .values([day, night].map((id, index) => ({ id, agency_id: shelter, name: `Team ${index}` })))
    .execute()

  async function person(name: string, roles: readonly Role[], agency: string): Promise<string> {
    const id = await account(`${name}@${world}.example`, roles, name)
    await identity.updateTable('staff').set({ agency_id: agency }).where('id', '=', id).execute()
    if (agency === shelter)
      await tables(db)
        .insertInto('team_member')
        .values({ staff_id: id, team_id: day, agency_id: agency, seal: null })
        .execute()
    await sealAsGiven(owner, id)
    return id
  }
  const mallory = await person('mallory', ['administrator'], office)
  const bea = await person('bea', ['administrator'], office)
  // Of the worlds before, nobody is there: these two are all the administrators that there ever were.
  await identity
    .deleteFrom('role_grant')
    .where('role', '=', 'administrator')
    .where('staff_id', 'not in', [mallory, bea])
    .execute()
  const worker = await person('worker', ['caseworker'], shelter)
  const seen = await person('seen', ['supervisor'], shelter)
  const suspended = await person('suspended', ['caseworker'], shelter)
  const invited = await person('invited', ['caseworker'], shelter)
  await tables(db).updateTable('staff').set({ two_factor_enabled: true }).where('id', 'in', [worker, seen]).execute()
  await tables(db).updateTable('staff').set({ disabled_at: clock.now() }).where('id', '=', suspended).execute()
  await tables(db).deleteFrom('credential').where('staff_id', '=', invited).execute()

  const addressOf = (name: string) => `${name}@${world}.example`
  async function signedIn(email: string, password: string): Promise<Browser | undefined> {
    const mine = browser(`192.0.2.${1 + (worlds % 250)}`)
    return (await mine.signIn(email, password)).body.next === 'done' ? mine : undefined
  }
  const hers = (await signedIn(addressOf('mallory'), PASSWORD))!
  const beas = (await signedIn(addressOf('bea'), PASSWORD))!

  /** What Mallory has: accounts to try, by the password that she knows; halves of links, and codes. */
  const passwords = new Map<string, string>([[addressOf('seen'), PASSWORD]])
  const tokens: string[] = []
  const codes: string[] = []
  const staff: string[] = [mallory, bea, worker, seen, suspended, invited]
  /** Mallory first, and then every account that she acts through. */
  const hands: Browser[] = [hers]
  const seized = new Set<string>()

  const of = <One>(many: readonly One[], number: number): One => many[number % many.length]!
  const keep = (body: { readonly link?: string; readonly code?: string }): void => {
    const token = body.link?.split('#')[1]
    if (token !== undefined) tokens.push(token)
  }
  const grants = async (staffId: string) => grantsOf(db, staffId)
  const waiting = async () =>
    (await tables(db)
      .selectFrom('access_change')
      .select(['id', 'staff_id', 'agency_id', 'team_id'])
      .where('confirmed_at', 'is', null)
      .where('declined_at', 'is', null)
      .where((eb) =>
        eb.or([eb('staff_id', 'in', staff), eb('agency_id', '=', shelter), eb('team_id', 'in', [day, night])]),
      )
      .orderBy('asked_at')
      .execute()) as { readonly id: string }[]

  async function edit(by: Browser, id: string, more: object): Promise<void> {
    const { body, etag } = await by.get(`/identity/staff/${id}`)
    const { name, email, teamIds } = body
    await by.put(`/identity/staff/${id}`, { name, email, teamIds, language: 'en', ...more }, etag)
  }
  async function agency(by: Browser, more: object): Promise<void> {
    const row = await tables(db).selectFrom('agency').selectAll().where('id', '=', shelter).executeTakeFirstOrThrow()
    const { name, type, designations, active, version } = row
    await by.put(`/identity/agencies/${shelter}`, { name, type, designations, active, ...more }, `"${version}"`)
  }
  async function team(by: Browser, id: string, active: boolean): Promise<void> {
    const { name, version } = await tables(db)
      .selectFrom('team')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    await by.put(`/identity/teams/${id}`, { name, active }, `"${version}"`)
  }
  async function confirmRoles(by: Browser, id: string): Promise<void> {
    for (const grant of await grants(id)) await by.post(`/identity/staff/${id}/roles/${grant.id}/confirm`)
  }
  const confirm = async (by: Browser, which: number): Promise<string | undefined> => {
    const all = await waiting()
    if (all.length === 0) return undefined
    const path = `/identity/access-changes/${of(all, which).id}/confirm`
    const answer = await by.post(path, { checkedHow: 'in_person' })
    return answer.status === 200 ? (answer.body.code ?? undefined) : undefined
  }

  /** Every link that she has, alone, with every code that she has, and with what is no code. */
  async function openLinks(): Promise<void> {
    for (const token of tokens) {
      for (const code of ['', 'AAAA-AAAA-AAAA-AAAA', ...codes]) {
        // From elsewhere each time: that somebody who guesses is slowed down is another test's.
        const anywhere = browser(`198.18.${(++tries >> 8) % 256}.${tries % 256}`)
        for (const whole of [`${token}${code}`, token.replace(/\.$/, '')]) {
          const looked = await anywhere.post('/identity/invitations/look', { token: whole })
          if (looked.status !== 200) continue
          for (const password of [SEIZED, PASSWORD]) {
            const sent = { token: whole, password, language: 'en' }
            const opened = await anywhere.post('/identity/invitations/accept', sent)
            if (opened.status === 200) passwords.set(looked.body.email, password)
          }
        }
      }
    }
    for (const [email, password] of passwords) {
      if (seized.has(email)) continue
      const hand = await signedIn(email, password)
      if (!hand) continue
      seized.add(email)
      hands.push(hand)
    }
  }

  async function take({ what, whom, which, role }: Step): Promise<void> {
    const by = of(hands, which)
    const id = of(staff, whom)
    const at = `/identity/staff/${id}`
    switch (what) {
      case 'invite': {
        const made = newId<'user'>()
        const roles = which % 3 === 0 ? [role, 'analyst'] : [role]
        const email = addressOf(`puppet${staff.length}`)
        const answer = await by.post('/identity/staff/invite', {
          id: made,
          name: 'Puppet',
          email,
          agencyId: role === 'administrator' ? office : shelter,
          teamIds: [],
          roles: [...new Set(roles)],
          language: 'en',
        })
        if (answer.status === 201) staff.push(made)
        return keep(answer.body)
      }
      case 'renew':
        return keep((await by.post(`${at}/invite-again`)).body)
      case 'reset':
        return keep((await by.post(`${at}/reset`)).body)
      case 'reset_factor':
        return keep((await by.post(`${at}/factor-reset`)).body)
      case 'disable':
      case 'enable':
      case 'unlock':
        return void (await by.post(`${at}/${what}`))
      case 'phone_lost':
        return void (await by.post(`${at}/phone-lost`))
      case 'grant':
        return void (await by.post(`${at}/roles`, { role }))
      case 'confirm_role':
        return confirmRoles(by, id)
      case 'revoke_role': {
        const held = await grants(id)
        return held.length === 0 ? undefined : void (await by.post(`${at}/roles/${of(held, which).id}/revoke`))
      }
      case 'address':
        return edit(by, id, { email: addressOf(`mine${staff.length}-${which}`) })
      case 'teams':
        return edit(by, id, { teamIds: which % 2 === 0 ? [day, night] : [] })
      case 'designate':
        return agency(by, { designations: which % 2 === 0 ? ['competent_authority', 'national_coordination'] : [] })
      case 'agency_off':
      case 'agency_on':
        return agency(by, { active: what === 'agency_on' })
      case 'team_off':
      case 'team_on':
        return team(by, of([day, night], which), what === 'team_on')
      case 'confirm': {
        const code = await confirm(by, which)
        if (code !== undefined) codes.push(code)
        return undefined
      }
      case 'decline': {
        const all = await waiting()
        return all.length === 0
          ? undefined
          : void (await by.post(`/identity/access-changes/${of(all, which).id}/decline`))
      }
      case 'open_links':
        return openLinks()
      case 'wait_days':
        // What nobody does within the time that the country sets; sessions live on.
        return void (await identity
          .updateTable('account_hold')
          .set({ at: new Date(Date.parse(clock.now()) - 8 * 86_400_000).toISOString() })
          .where('staff_id', 'in', staff)
          .execute())
      default:
        what satisfies never
        throw new Error('nothing is known of such a step')
    }
  }

  /** What each account may reach now, and what the agency is designated for. */
  async function reach(): Promise<{
    readonly accounts: ReadonlyMap<string, Reach>
    readonly agency: readonly string[]
  }> {
    const shelterNow = await tables(db)
      .selectFrom('agency')
      .selectAll()
      .where('id', '=', shelter)
      .executeTakeFirstOrThrow()
    const accounts = new Map<string, Reach>()
    for (const id of staff) {
      const row = await tables(db).selectFrom('staff').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
      const teams = await tables(db)
        .selectFrom('team_member')
        .innerJoin('team', 'team.id', 'team_member.team_id')
        .select('team.id')
        .where('staff_id', '=', id)
        .where('active', '=', true)
        .execute()
      accounts.set(id, {
        roles: rolesInForce(await grants(id)),
        teams: teams.map((one) => one.id),
        email: row.email,
        enabled: row.disabled_at === null && (row.agency_id !== shelter || shelterNow.active),
      })
    }
    return { accounts, agency: shelterNow.designations }
  }

  /** Whose files Mallory reads: hers, or through an account that she has the password of and that no second factor keeps from her. */
  async function filesOpenTo(): Promise<readonly string[]> {
    await openLinks()
    const found: string[] = []
    for (const [email, password] of [[addressOf('mallory'), PASSWORD] as const, ...passwords]) {
      if (!(await signedIn(email, password))) continue
      const row = await tables(db).selectFrom('staff').select('id').where('email', '=', email).executeTakeFirst()
      if (row && rolesInForce(await grants(row.id)).some(opensFiles)) found.push(email)
    }
    return found
  }

  return {
    take,
    reach,
    filesOpenTo,
    /** Bea confirms what waits, believing it; the code goes to whose account it is, as she was asked to, and not to Mallory. */
    beaConfirms: async (which: number) => {
      await confirm(beas, which)
      await confirmRoles(beas, of(staff, which))
    },
    /** Bea is in it: she hands Mallory the code. */
    beaColludes: async (which: number) => {
      const code = await confirm(beas, which)
      if (code !== undefined) codes.push(code)
      await confirmRoles(beas, of(staff, which))
    },
  }
}
