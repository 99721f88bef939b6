import type { AuditAction } from '@gloact/audit'
import type { FailureCatalogue } from '@gloact/http/contract'
import type { Api } from '@gloact/http/server'
import type { Jobs } from '@gloact/jobs'
import type { RoleDeclaration } from '@gloact/policy'
import type { ScopedTransaction } from '@gloact/postgres'
import type { DemoStaff } from './demo-staff.ts'
import type { z } from 'zod'
import type { Erases } from './erases.ts'
import type { ModuleExamination } from './examination.ts'
import type { ExportPart } from './export-part.ts'
import type { PolicyPage } from './policy-page.ts'
import type { ResponseFigures } from './response.ts'
import type { Card, Foreseen, Notice, Task } from './work.ts'

/** What somebody who waits is told while invented people are loaded. */
/** What of a module's invented data nobody else's rests on: loaded beside the others once the module's own `demo` has ended. */
type DemoRest = () => Promise<void>

export interface DemoProgress {
  readonly progress: (message: string) => void
  /** How many people are loaded so far. */
  readonly people: (count: number) => void
}

/**
 * What the server part of a module is, and all that it can be: one object, made by one function of the module from what it
 * is given, listed on one line of `platform/modules.ts`. A part that a module leaves out is one that it has no need of.
 *
 * `Session` is anyone who is signed in; `Ports` is what other modules may ask of this one in process. Ports are handed on by name,
 * where the modules are composed: nothing is looked up.
 */
export interface ServerModule<Session, Ports = unknown> {
  /** Its folder, its schema in the database, and what its sentences, failures, events and jobs begin with. */
  readonly id: string
  /** What may be refused, and in which words. */
  readonly failures: FailureCatalogue
  /** What of it is recorded in the audit log beside the words that `@gloact/audit` has: `referral.sent`. */
  readonly audit?: readonly AuditAction[]
  /**
   * What a country decides for it, in `modules/<id>.json` of its folder. Given nothing, the schema answers with what is safe: a country
   * that does not know the module yet runs it. It is handed its values where modules are composed.
   */
  readonly config?: z.ZodType
  /**
   * Of its audit words those by which somebody read something about a person, recorded under the person's file: whoever did is among those
   * who have read it. Reading a declared request needs none: `file.record_read` says it for every kind. Sentences: `<module>.reading.<word>`.
   */
  readonly readings?: readonly AuditAction[]
  /** What it tells others, with ids only: the event and what happened. */
  readonly events?: Readonly<Record<string, string>>
  /**
   * The roles that belong to it, declared in its `domain`. Their sentences are `<module>.role.<id>` and `<module>.role_about.<id>`.
   * Administrators give them like any other; a policy of some module names each.
   */
  readonly roles?: readonly RoleDeclaration[]
  /** Who holds its roles in the invented country. */
  readonly demoStaff?: DemoStaff
  /** Who may do what: for the page of permissions. */
  readonly policies?: readonly PolicyPage[]
  readonly ports: Ports
  /** Mounts its routes. */
  readonly routes?: (api: Api<Session>) => void
  /** Registers what it does by itself, and what follows another module's event. */
  readonly jobs?: (jobs: Pick<Jobs, 'on' | 'schedule' | 'work'>) => void
  /**
   * What needs somebody, for the page on which everybody lands. It opens its own transactions, in the asker's scope.
   */
  readonly tasks?: (who: Session) => Promise<readonly Task[]>
  /**
   * The same where tasks come by themselves as time goes on, with what they will follow from in the next days: asked instead of `tasks`
   * where a device is to keep it. Tasks are worked out of it by a pure function, on the server and, without signal, on the device.
   */
  readonly foresees?: (who: Session) => Promise<Foreseen>
  /** What others did since a moment that the asker wants to hear of, latest first, in the asker's scope: beside what they have to do. */
  readonly notices?: (who: Session, since: string) => Promise<readonly Notice[]>
  /** Its numbers for the person who asks, within their scope: shown beside tasks, and by overviews. */
  readonly overview?: (who: Session) => Promise<readonly Card[]>
  /** What it tells to the overview of the whole response: protected figures, dates, what is missing and what is lacking. */
  readonly response?: ResponseFigures<Session>
  /**
   * Loads what it has of the invented country. Called at every start of a demonstration or a training sandbox: what is there
   * already is left as it is, by a mark of the module's own, so that a module that came later reaches a folder that is there.
   * What it gives back is loaded afterwards, beside what comes next.
   */
  readonly demo?: (tell: DemoProgress) => Promise<void | DemoRest>
  /**
   * What of `demo` rests on nobody's data, not even on invented accounts, and is slow: begun first, beside everything. An interruption may
   * come between the two, so that `demo` goes by what is there.
   */
  readonly demoAhead?: (tell: DemoProgress) => Promise<void>
  /** Whether `demo` holds in any invented country. Most know Demoland's forms and offices, and are left out in another. */
  readonly demoElsewhere?: boolean
  /**
   * The modules, by their ids, on whose invented data its own rests: it is loaded once theirs is there, and beside the others. All that
   * stand before it where it is left out.
   */
  readonly demoAfter?: readonly string[]
  /**
   * Which of these objects in the store of attachments are its own: the sweep takes away what no module keeps. A module that puts
   * something there says so here, or it is gone the next night.
   */
  readonly keepsObjects?: (ids: readonly string[]) => Promise<ReadonlySet<string>>
  /** How it forgets a person, for the erasing transaction; nothing where it holds nothing about anybody. */
  readonly erases?: Erases
  /**
   * What it holds of an agency that leaves, beside case files, whose export is protection's: read in the system's scope, opened, and
   * written where the operator says. What the agency has no claim to is left out.
   */
  readonly exportOf?: (trx: ScopedTransaction, agencyId: string) => AsyncIterable<ExportPart>
  /** What `gloact doctor` looks at in its tables. */
  readonly examine?: readonly ModuleExamination[]
  /** Done before anybody is served. Tells how far it is. */
  readonly start?: (progress: (message: string) => void) => Promise<void>
  /** Ends what `start` began. Called once, whether or not it was started. */
  readonly stop?: () => Promise<void>
  /** What has to hold for it to serve, by the name that `/ready` shows. */
  readonly readiness?: Readonly<Record<string, () => boolean>>
  /** The key that opens the keys was renewed: what is bound to it, and to no person's key, is bound to the new one. */
  readonly keysRenewed?: () => Promise<void>
  /** An account's phone was lost: ends what this module handed out that lies on it. */
  readonly phoneLost?: (userId: string, by: Session) => Promise<void>
}
