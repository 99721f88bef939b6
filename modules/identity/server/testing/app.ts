import { fixedClock, ok, unwrap } from '@gloact/kernel'
import { API_PREFIX, createApi } from '@gloact/http/server'
import { inScope, isOutOfRoom, isUnavailable, systemScope } from '@gloact/postgres'
import { testDatabase } from '@gloact/postgres/testing'
import { createVault } from '@gloact/vault'
import { memoryKekProvider } from '@gloact/vault/testing'
import fastify, { type FastifyInstance } from 'fastify'
import type { Account } from '../../contract/account.ts'
import type { Agency, Lockout, Staff } from '../../contract/administration.ts'
import type { AccessChange, AccessNotice } from '../../contract/access-changes.ts'
import type { Principal } from '../../contract/principal.ts'
import type { DemoSignIn } from '../../contract/sign-in.ts'

import { opensFiles, type Role } from '../../domain/roles.ts'
import { CONDUCT_VERSION } from '../../domain/sessions.ts'
import { addUser, identityModule, type IdentityOptions } from '../module.ts'
import { setPassword } from '../signing-in/check-password.ts'
import { hashPassword } from '../keys/password-hash.ts'
import { SECRETS, sealAsGiven } from './seal-as-given.ts'
import { tables } from '../tables.ts'

export const COUNTRY = 'DL'
export const PUBLIC_URL = 'http://localhost:4600'
export const AGENCY = '0193a000-0000-7000-8000-0000000000a1'
export const OTHER_AGENCY = '0193a000-0000-7000-8000-0000000000a2'
export const TEAM = '0193a000-0000-7000-8000-0000000000b1'

/** A password that the policy accepts, for every account of these tests. */
export const PASSWORD = 'rusty kettle violin'

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly etag: string | undefined
  readonly body: AnswerBody
}

/** What answers of this module hold, all routes together; of these, a body has what its own route gives. */
export interface AnswerBody {
  /** Of a failure; or the half of a link that the second person is given. */
  readonly code: string
  readonly params: { readonly seconds: number; readonly from: string }
  readonly next: string
  readonly principal: Principal
  readonly demo: boolean
  readonly locked: boolean
  readonly mustAcceptConduct: boolean
  readonly mustEnrolSecondFactor: boolean
  readonly mustCreateFirstAdministrator: boolean
  readonly uri: string
  readonly secret: string
  readonly key: string
  readonly codes: readonly string[]
  readonly sessions: Account['sessions']
  readonly passkeys: Account['passkeys']
  readonly challengeId: string
  readonly options: {
    readonly challenge: string
    readonly authenticatorSelection: { readonly userVerification: string }
  }
  readonly link: string
  readonly needsCode: boolean
  readonly notices: readonly AccessNotice[]
  readonly kind: string
  readonly name: string
  readonly email: string
  readonly agencyName: string
  readonly state: string
  readonly version: number
  readonly grants: Staff['grants']
  readonly teamIds: Staff['teamIds']
  readonly designations: Agency['designations']
  readonly items: readonly (Staff &
    Omit<Lockout, 'kind'> &
    DemoSignIn &
    Omit<AccessChange, 'id' | 'kind' | 'name'> &
    Agency & { readonly id: string; readonly kind: string })[]
}

/** The module on a real database behind real HTTP routes, with a clock that the test moves. */
export async function identityApp(options: Partial<IdentityOptions> = {}) {
  const { db, owner } = await testDatabase()
  const clock = fixedClock(new Date().toISOString())
  const vault = createVault({ kek: memoryKekProvider() })
  const module = identityModule({
    wordKey: () => vault.wordKey(db, COUNTRY),
    db,
    clock,
    secrets: SECRETS,
    country: COUNTRY,
    publicUrl: PUBLIC_URL,
    demo: false,
    languages: ['en', 'ar'],
    ...options,
  })
  const app = fastify()
  module.routes?.(
    createApi<Principal>(app, {
      authenticate: module.ports.authenticate,
      failures: [module.failures],
      isUnavailable,
      isOutOfRoom,
    }),
  )
  await app.ready()

  await inScope(db, systemScope(COUNTRY), async (trx) => {
    await tables(trx)
      .insertInto('agency')
      .values([
        { id: AGENCY, name: 'Shelter South', type: 'ngo', country: COUNTRY },
        { id: OTHER_AGENCY, name: 'Clinic South', type: 'health_service', country: COUNTRY },
      ])
      .execute()
    await tables(trx)
      .insertInto('team')
      .values({ id: TEAM, agency_id: AGENCY, name: 'Outreach', sealed_name: null })
      .execute()
    return ok(undefined)
  })
  const hashed = await hashPassword(PASSWORD)

  /** An account with a password that has accepted the code of conduct, its roles in force. */
  async function account(email: string, roles: readonly Role[], name = 'Somebody'): Promise<string> {
    const { staffId } = unwrap(
      await addUser(
        db,
        { country: COUNTRY, publicUrl: PUBLIC_URL, secrets: SECRETS },
        { name, email, roles, agency: AGENCY },
      ),
    )
    await setPassword(db, staffId, hashed, clock.now())
    await tables(db).insertInto('conduct_acceptance').values({ staff_id: staffId, version: CONDUCT_VERSION }).execute()
    await owner
      .withSchema('identity')
      .updateTable('role_grant')
      .set({ needs_confirmation: false })
      .where('staff_id', '=', staffId)
      .execute()
    await sealAsGiven(owner, staffId)
    return staffId
  }

  /**
   * As if the account's authenticator had been asked for in the session that has just begun: for accounts that open no
   * files, whose second factor is not what most tests are about.
   */
  async function prove(email: string): Promise<void> {
    const db = owner.withSchema('identity')
    const grants = await db
      .selectFrom('role_grant')
      .innerJoin('staff', 'staff.id', 'role_grant.staff_id')
      .select('role')
      .where('staff.email', '=', email)
      .where('revoked_at', 'is', null)
      .where((eb) => eb.or([eb('confirmed_at', 'is not', null), eb('needs_confirmation', '=', false)]))
      .execute()
    if (grants.some(({ role }) => opensFiles(role as Role))) return
    const newest = await db
      .selectFrom('session')
      .innerJoin('staff', 'staff.id', 'session.staff_id')
      .select('session.id')
      .where('staff.email', '=', email)
      .orderBy('session.created_at', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    await db.updateTable('session').set({ second_factor: 'totp' }).where('id', '=', newest['id']).execute()
  }

  return {
    app,
    db,
    owner,
    clock,
    module,
    account,
    browser: (address = '192.0.2.1', brought?: ReadonlyMap<string, string>) => browser(app, address, prove, brought),
  }
}

/** A browser with a cookie jar, which may hold cookies from before. */
function browser(
  app: FastifyInstance,
  address: string,
  prove: (email: string) => Promise<void>,
  brought: ReadonlyMap<string, string> = new Map(),
) {
  const jar = new Map<string, string>(brought)
  async function send(
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await app.inject({
      method,
      url: API_PREFIX + path,
      remoteAddress: address,
      headers: {
        'x-gloact-request': '1',
        'user-agent': 'Test browser',
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        ...headers,
      },
      ...(body && { payload: body }),
    })
    for (const cookie of response.cookies) {
      if (cookie.maxAge === 0) jar.delete(cookie.name)
      else jar.set(cookie.name, encodeURIComponent(cookie.value))
    }
    const etag = response.headers['etag']
    return {
      status: response.statusCode,
      headers: response.headers,
      etag: typeof etag === 'string' ? etag : undefined,
      body: response.json<AnswerBody>(),
    }
  }
  return {
    jar,
    get: (path: string) => send('GET', path),
    post: (path: string, body?: object) => send('POST', path, body),
    put: (path: string, body: object, ifMatch?: string) =>
      send('PUT', path, body, ifMatch === undefined ? {} : { 'if-match': ifMatch }),
    signIn: async (email: string, password = PASSWORD) => {
      const answer = await send('POST', '/identity/sign-in', { email, password })
      if (answer.status === 200 && answer.body.next === 'done') await prove(email.trim().toLowerCase())
      return answer
    },
    /** The password alone, no matter whose it is. */
    signInByPassword: (email: string, password = PASSWORD) => send('POST', '/identity/sign-in', { email, password }),
    session: async () => (await send('GET', '/identity/session')).body,
  }
}
