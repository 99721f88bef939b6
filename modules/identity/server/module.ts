import type { Mailer } from '@gloact/mail'
import { isWritten } from '@gloact/messages'
import { systemClock, type Clock } from '@gloact/kernel'
import { API_PREFIX } from '@gloact/http/server'
import { policyPage, type ServerModule } from '@gloact/module'
import type { Database } from '@gloact/postgres'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { DEFAULT_INDEPENDENCE_DAYS } from '../domain/access-change.ts'
import { CONDUCT_VERSION, DEFAULT_IDLE_TIMEOUT_SECONDS } from '../domain/sessions.ts'
import type { AccountAccess } from '../contract/account-access.ts'
import { IDENTITY_FAILURES } from '../contract/failures.ts'
import type { Principal } from '../contract/principal.ts'
import { getSession } from '../contract/session.ts'
import { findSession, type FoundSession } from './session/authenticate.ts'
import { IDENTITY_PERMISSIONS } from '../domain/permissions.ts'
import type { Caller, Conduct, IdentityContext, Staffed } from './session/context.ts'
import type { MailAddress } from '../contract/mail-address.ts'
import { accountPrincipal } from './session/account-principal.ts'
import { attestAccess, checkAccess, sealAccessAgain } from './session/access-proof.ts'
import { administratorTasks } from './administrators/administrator-tasks.ts'
import { createDeviceKeys, sealDeviceKeysAgain } from './keys/device-keys.ts'
import { createAccessSeals } from './keys/access-seals.ts'
import { createDigests } from './keys/digests.ts'
import { bookOf, DEMO_STAFF } from './demo/demo-people.ts'
import { identityConfig } from './config.ts'
import { seedDemoStaff } from './demo/demo-staff.ts'
import { IDENTITY_ROLES, type RoleBook } from '../domain/roles.ts'
import { exportAccounts } from './staff/export-accounts.ts'
import { examinationsOf } from './administrators/examinations.ts'
import { createDirectory, type Directory } from './agencies/directory.ts'
import { createEngine } from './session/engine.ts'
import { createHashDesk, type HashDesk } from './keys/hash-desk.ts'
import { createSingleSignOn, type SingleSignOnSettings } from './session/single-sign-on.ts'
import { listAccess } from './staff/list-access.ts'
import { registerRoutes } from './routes.ts'
import { deviceMark } from './signing-in/known-devices.ts'
import { mailAddresses } from './staff/mail-addresses.ts'
import { mailNotices } from './two-people/mail-notices.ts'
import { sweep } from './signing-in/sweep.ts'
import type { AccessMark } from './keys/session-secret-file.ts'
import { sealAuthenticatorsAgain, type SessionSecrets } from './keys/session-secrets.ts'
import { tables } from './tables.ts'
import { sealTeamNames } from './keys/team-names.ts'

export {
  accessMarkIn,
  knownSecretsIn,
  renewSessionSecretIn,
  sessionSecretsIn,
  type AccessMark,
} from './keys/session-secret-file.ts'
export { attestAccess, unprovenAccess, type UnprovenAccess } from './session/access-proof.ts'
export { createAccessSeals } from './keys/access-seals.ts'
export type { SessionSecrets } from './keys/session-secrets.ts'
export { addUser, type AddedUser, type NewUser } from './administrators/add-user.ts'
export { recoverAdministrator, type Recovered, type ToRecover } from './administrators/recover-administrator.ts'
export { DEMO_AGENCIES, demoPrincipal, demoSignIns, inventedIn } from './demo/demo-people.ts'
export type { Staffed } from './session/context.ts'
export { identityConfig } from './config.ts'
export { seedDemoStaff } from './demo/demo-staff.ts'
export { createFirstAdministratorToken, isEmpty } from './administrators/first-administrator.ts'
export { describeProvider, type SingleSignOnSettings } from './session/single-sign-on.ts'
export { createDirectory, type Directory, type DirectoryAgency } from './agencies/directory.ts'

export interface IdentityOptions {
  readonly db: Database
  readonly secrets: SessionSecrets
  /** Whether roles and teams were sealed once; without it nothing that stands unsealed ever is. */
  readonly accessMark?: AccessMark | undefined
  /** The vault's key of words, which seals what agencies call their teams. */
  readonly wordKey: IdentityContext['wordKey']
  /** The country that this instance belongs to, such as `DL`. */
  readonly country: string
  /** Every module of the instance, this one among them, asked once they are composed: whose roles there are, and who holds them in a demonstration. */
  readonly everybody?: () => readonly Staffed[]
  /** Where people reach it: `http://localhost:4600`, `https://gloact.example.org`. Passkeys belong to this origin. */
  readonly publicUrl: string
  /** A demonstration lists its sign-ins and lets its accounts go without a second factor. */
  readonly demo: boolean
  /** Where staff find the training sandbox; none where it is left out. */
  readonly trainingUrl?: string | undefined
  readonly languages: readonly string[]
  /** The country's, such as `Asia/Bishkek`: UTC where none is given. */
  readonly timeZone?: string
  readonly idleTimeoutSeconds?: number
  /** The country's code of conduct; a new version is accepted again. */
  readonly conduct?: Conduct
  readonly clock?: Clock
  /** Where passwords are hashed; one of this module's own where none is given. */
  readonly hashDesk?: HashDesk
  /** Signing in with a provider of the ministry's own. */
  readonly singleSignOn?: SingleSignOnSettings | undefined
  /** Ends what other modules gave an account that lies on a phone, such as the address of a calendar. */
  readonly onPhoneLost?: IdentityContext['onPhoneLost']
  /** For how many days an account does not count as a second person after it was in the first one's hands; 7 where it is not given. */
  readonly independenceDays?: number | undefined
  /** Sends what people are told of access by e-mail as well; no e-mail where it is not given. */
  readonly mailer?: Mailer | undefined
}

/** What other modules may ask of this one. */
export interface IdentityPorts {
  /** Who sends a request, read again from the database each time; null where nobody is signed in or the session is locked. */
  readonly authenticate: (request: FastifyRequest) => Promise<Principal | null>
  /**
   * The browser of a request as a digest, keyed and for one purpose: the same browser is known again there, for all who sign in in it,
   * and nowhere else; null where it is not known.
   */
  readonly deviceOf: (request: FastifyRequest, purpose: string) => Promise<string | null>
  readonly directory: Directory
  /** The accounts of the country with their roles; for oversight. */
  readonly access: () => Promise<readonly AccountAccess[]>
  /** Who an account is now, without a session; null where it is suspended. */
  readonly accountPrincipal: (staffId: string) => Promise<Principal | null>
  /** Where accounts are written to, for modules that say by e-mail that something waits. */
  readonly mailAddresses: (within?: Database) => Promise<readonly MailAddress[]>
}

export type IdentityModule = ServerModule<Principal, IdentityPorts>

/** Agencies, staff, roles and sign-in. */
export function identityModule(options: IdentityOptions): IdentityModule {
  const everybody = options.everybody ?? (() => [own])
  let book: RoleBook | undefined
  const own = { id: 'identity', roles: IDENTITY_ROLES, demoStaff: DEMO_STAFF } as const
  const context: IdentityContext = {
    db: options.db,
    digests: createDigests(options.secrets),
    deviceKeys: createDeviceKeys(options.secrets),
    seals: createAccessSeals(options.secrets),
    wordKey: options.wordKey,
    hashDesk: options.hashDesk ?? createHashDesk(),
    clock: options.clock ?? systemClock,
    everybody,
    roles: () => (book ??= bookOf(everybody())),
    country: options.country,
    demo: options.demo,
    trainingUrl: options.trainingUrl ?? null,
    languages: writtenOf(options.languages),
    timeZone: options.timeZone ?? 'UTC',
    publicUrl: options.publicUrl.replace(/\/+$/, ''),
    idleTimeoutSeconds: options.idleTimeoutSeconds ?? DEFAULT_IDLE_TIMEOUT_SECONDS,
    conduct: options.conduct ?? { version: CONDUCT_VERSION, text: {} },
    singleSignOn:
      options.singleSignOn && createSingleSignOn(options.singleSignOn, options.publicUrl.replace(/\/+$/, '')),
    onPhoneLost: options.onPhoneLost ?? (async () => undefined),
    independenceDays: options.independenceDays ?? DEFAULT_INDEPENDENCE_DAYS,
    engine: createEngine({
      db: options.db,
      secrets: options.secrets,
      publicUrl: options.publicUrl,
      mayStartSession: (staffId) => maySignIn(options.db, staffId),
    }),
  }
  const sessions = new WeakMap<FastifyRequest, FoundSession>()
  return {
    ...own,
    failures: IDENTITY_FAILURES,
    policies: [policyPage('Accounts', IDENTITY_PERMISSIONS)],
    ports: {
      authenticate: async (request) => {
        // Asking who is signed in is the browser's doing, not a person at work: it keeps no session awake.
        const seen = request.routeOptions.url !== API_PREFIX + getSession.path
        const found = await findSession(context, headersOf(request), { seen })
        sessions.set(request, found)
        return found.state === 'signed_in' ? found.signedIn.principal : null
      },
      deviceOf: async (request, purpose) => {
        const found = sessions.get(request)
        return found?.state === 'signed_in' ? deviceMark(context, found.signedIn.sessionId, purpose) : null
      },
      directory: createDirectory(context),
      access: () => listAccess(context),
      accountPrincipal: (staffId) => accountPrincipal(context, staffId),
      mailAddresses: (within = context.db) => mailAddresses({ ...context, db: within }),
    },
    tasks: (who) => administratorTasks(context, who),
    exportOf: exportAccounts,
    examine: examinationsOf(context),
    routes: (api) => registerRoutes(api, context, { callerOf, sessionOf: (request) => sessions.get(request) }),
    config: identityConfig,
    demoElsewhere: true,
    /** Agencies, and an account for each role. */
    demo: async () =>
      void (await seedDemoStaff(options.db, {
        country: options.country,
        conductVersion: context.conduct.version,
        wordKey: await options.wordKey(),
        everybody: everybody(),
        secrets: options.secrets,
      })),
    /** Deletes what has run out; says by e-mail that something waits to be read. */
    jobs: (jobs) => {
      jobs.schedule('identity.sweep', '15 * * * *', () => sweep(context))
      jobs.schedule('identity.check_access', '20 2 * * *', async () => void (await checkAccess(context)))
      const { mailer } = options
      if (mailer) jobs.schedule('identity.mail_notices', '* * * * *', () => mailNotices(context, mailer))
    },
    /** Seals, once, what stood before there were seals of access. Seals authenticators, access and the keys of devices under the secret in force that were sealed under a former one. */
    start: async () => {
      const { accessMark } = options
      if (accessMark && !accessMark.isSet()) {
        await attestAccess(context)
        accessMark.set()
      }
      await sealAccessAgain(context)
      await sealAuthenticatorsAgain(options.db, options.secrets)
      await sealTeamNames(options.db, await options.wordKey())
      await sealDeviceKeysAgain(options.db, options.secrets)
    },
  }
}

async function maySignIn(db: Database, staffId: string): Promise<boolean> {
  const staff = await tables(db)
    .selectFrom('staff')
    .innerJoin('agency', 'agency.id', 'staff.agency_id')
    .select('staff.id')
    .where('staff.id', '=', staffId)
    .where('disabled_at', 'is', null)
    .where('agency.active', '=', true)
    .executeTakeFirst()
  return staff !== undefined
}

const USER_AGENT_LENGTH = 300

function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers()
  if (request.headers.cookie !== undefined) headers.set('cookie', request.headers.cookie)
  headers.set('user-agent', (request.headers['user-agent'] ?? '').slice(0, USER_AGENT_LENGTH))
  return headers
}

const callerOf = (request: FastifyRequest, reply: FastifyReply): Caller => ({
  headers: headersOf(request),
  address: request.ip,
  setCookies: (from) => {
    for (const cookie of from.getSetCookie()) reply.header('set-cookie', cookie)
  },
})

/** Of the country's languages those that the app is written in: in another nobody could be shown a sentence. English where none is. */
function writtenOf(languages: readonly string[]): readonly string[] {
  const written = languages.filter(isWritten)
  return written.length > 0 ? written : ['en']
}
