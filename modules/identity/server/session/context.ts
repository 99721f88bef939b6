import type { Clock } from '@gloact/kernel'
import type { ServerModule } from '@gloact/module'
import { systemScope, type Database, type Scope } from '@gloact/postgres'
import { principalScope, type Principal } from '../../contract/principal.ts'
import type { AccessSeals } from '../keys/access-seals.ts'
import type { DeviceKeys } from '../keys/device-keys.ts'
import type { Engine } from './engine.ts'
import type { Digests } from '../keys/digests.ts'
import type { HashDesk } from '../keys/hash-desk.ts'
import type { Role, RoleBook } from '../../domain/roles.ts'
import type { WordKey } from '../keys/team-names.ts'
import type { SingleSignOn } from './single-sign-on.ts'

/** A module as far as this one has to know it: which roles it declares, and who holds them in a demonstration. */
export type Staffed = Pick<ServerModule<never>, 'id' | 'roles' | 'demoStaff'>

/** What every use case of this module needs. */
export interface IdentityContext {
  readonly db: Database
  readonly engine: Engine
  readonly digests: Digests
  readonly deviceKeys: DeviceKeys
  /** Proves which roles and teams the server gave. */
  readonly seals: AccessSeals
  /** Seals what agencies call their teams. */
  readonly wordKey: () => Promise<WordKey>
  /** Where passwords are hashed, a few at a time. */
  readonly hashDesk: HashDesk
  readonly clock: Clock
  /** The roles of all modules, put together: known once these are composed. */
  readonly roles: () => RoleBook
  /** Who declares which of them, and the invented people who hold them. */
  readonly everybody: () => readonly Staffed[]
  /** The country that this instance belongs to. */
  readonly country: string
  readonly demo: boolean
  /** The training sandbox beside this instance; null: none. */
  readonly trainingUrl: string | null
  readonly languages: readonly string[]
  readonly timeZone: string
  readonly publicUrl: string
  readonly idleTimeoutSeconds: number
  readonly conduct: Conduct
  /** The ministry's own provider; undefined: none. */
  readonly singleSignOn: SingleSignOn | undefined
  /** What else of an account lies on a phone is ended by the person who gave it; asked before anything of the account is changed. */
  readonly onPhoneLost: (staffId: string, by: Principal) => Promise<void>
  /** For how many days two accounts are not two people after one had the other's in their hands. */
  readonly independenceDays: number
}

/** What everybody who works here promises: the country's own words, by language. Without any, the words that come with this module. */
export interface Conduct {
  readonly version: string
  /** Markdown: a heading, paragraphs, a numbered list. */
  readonly text: Readonly<Record<string, string>>
}

/** A browser or program that calls: its headers, where it calls from, and how to give it cookies. */
export interface Caller {
  readonly headers: Headers
  readonly address: string
  setCookies(from: Headers): void
}

/** A session that may do something: who, and in which browser. */
export interface SignedIn {
  readonly principal: Principal
  readonly sessionId: string
  readonly token: string
  readonly email: string
  readonly mustAcceptConduct: boolean
  /** Roles that stand in the tables and that the server did not give: they open nothing. */
  readonly withheldRoles: readonly Role[]
}

export const scopeOf = (principal: Principal): Scope => ({ ...principalScope(principal) })

/** Steps that are taken before anybody is known run in the server's own scope. */
export const ownScope = (context: Pick<IdentityContext, 'country'>): Scope => systemScope(context.country)

/** An instant so many seconds from now. */
export const inSeconds = (context: IdentityContext, seconds: number): string =>
  new Date(Date.parse(context.clock.now()) + seconds * 1000).toISOString()
