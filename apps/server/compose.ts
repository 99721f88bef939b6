import {
  identityModule,
  type IdentityModule,
  type SessionSecrets,
  type SingleSignOnSettings,
} from '@gloact/identity/server'
import type { Principal } from '@gloact/identity/contract/principal'
import type { Country } from '@gloact/country'
import { createApi, logRequests, type Api } from '@gloact/http/server'
import type { Jobs } from '@gloact/jobs'
import type { Clock } from '@gloact/kernel'
import { OVERSIGHT_FAILURES, registerOversight, type OversightContext } from '@gloact/oversight/server'
import { isOutOfRoom, isUnavailable, type Database } from '@gloact/postgres'
import { PRACTICE_FAILURES, registerPractice, type SandboxReset } from '@gloact/practice/server'
import { registerStatistics } from '@gloact/statistics/server'
import {
  endFeedOf,
  feedDigests,
  createImportDesk,
  demoFileId,
  fileRulesOf,
  listClosedFiles,
  listOwnDeeds,
  IMPORT_FAILURES,
  PROTECTION_FAILURES,
  protectionSentence,
  registerCalendar,
  registerImports,
  registerAttachments,
  registerProtection,
  eraseAgain,
  registerErasures,
  sweepAttachments,
  verifyFileChains,
  type AttachmentContext,
  type ErasureContext,
  webImports,
  type FileNameIndex,
  type ProtectionContext,
} from '@gloact/protection/server'
import type { Vault } from '@gloact/vault'
import type { FastifyInstance } from 'fastify'
import type { InstanceKind } from './instance-kind.ts'

export interface Parts {
  readonly db: Database
  readonly vault: Vault
  readonly clock: Clock
  readonly country: Country
  readonly jobs: Pick<Jobs, 'publishEvent'>
  readonly names: FileNameIndex
  readonly sessionSecrets: SessionSecrets
  readonly publicUrl: string
  readonly kind: InstanceKind
  /** Where staff find the training sandbox. */
  readonly trainingUrl?: string | undefined
  /** How a sandbox is set up anew. */
  readonly sandboxReset?: SandboxReset | undefined
  readonly attachments: AttachmentContext['attachments']
  /** Who was erased, kept with the KEK; and how long backups are kept. */
  readonly erasures: Omit<ErasureContext['erasures'], 'store'>
  readonly singleSignOn?: SingleSignOnSettings | undefined
  readonly audit: OversightContext['audit']
}

export interface Platform {
  readonly identity: IdentityModule
  readonly protection: ProtectionContext
  /** Removes uploads that were never added to a file, and what a crash left. */
  readonly sweepAttachments: () => Promise<void>
  /** Takes the rows away again of people whom a restored backup brought back. */
  readonly eraseAgain: (personIds: readonly string[]) => Promise<{ readonly files: number }>
  /** Mounts every module's routes on a Fastify instance. */
  mount(app: FastifyInstance): Api<Principal>
}

/** Where the modules meet: each is given what it needs of the others, and nothing else. */
export function composePlatform(parts: Parts): Platform {
  const rules = fileRulesOf(parts.country)
  const identity = identityModule({
    db: parts.db,
    secrets: parts.sessionSecrets,
    country: parts.country.code,
    publicUrl: parts.publicUrl,
    demo: parts.kind !== 'production',
    trainingUrl: parts.trainingUrl,
    singleSignOn: parts.singleSignOn,
    languages: parts.country.languages,
    timeZone: parts.country.calendar.timeZone,
    conduct: parts.country.conduct,
    idleTimeoutSeconds: parts.country.idleMinutes * 60,
    clock: parts.clock,
    onPhoneLost: (staffId, by) => endFeedOf({ db: parts.db, clock: parts.clock, rules }, staffId, by),
  })
  const protection: ProtectionContext = {
    db: parts.db,
    vault: parts.vault,
    clock: parts.clock,
    rules,
    disclosure: parts.country.disclosure,
    directory: identity.directory,
    names: parts.names,
    publish: (trx, event, ids) => parts.jobs.publishEvent(trx, event, ids),
    training: parts.kind === 'training',
  }
  const withErasures: ErasureContext = {
    ...protection,
    erasures: { ...parts.erasures, store: parts.attachments.store },
  }
  const withAttachments: AttachmentContext = { ...protection, attachments: parts.attachments }
  return {
    identity,
    protection,
    eraseAgain: (personIds) => eraseAgain(protection, parts.attachments.store, personIds),
    sweepAttachments: async () => void (await sweepAttachments(withAttachments)),
    mount: (app) => {
      logRequests(app)
      const api = createApi<Principal>(app, {
        authenticate: identity.authenticate,
        failures: [identity.failures, PROTECTION_FAILURES, IMPORT_FAILURES, OVERSIGHT_FAILURES, PRACTICE_FAILURES],
        isUnavailable,
        isOutOfRoom,
      })
      identity.register(api)
      registerProtection(api, protection)
      registerAttachments(api, withAttachments)
      registerErasures(api, withErasures)
      registerOversight(api, {
        db: parts.db,
        clock: parts.clock,
        country: parts.country.code,
        timeZone: parts.country.calendar.timeZone,
        retention: parts.country.retention,
        audit: parts.audit,
        accounts: identity.access,
        staffNames: (ids) => identity.directory.staffNames(ids),
        closedFiles: () => listClosedFiles(protection),
        verifyFiles: (progress) => verifyFileChains(parts.db, progress),
      })
      registerStatistics(api, { limits: parts.country.estimation, smallCounts: parts.country.disclosure.public })
      registerPractice(api, {
        clock: parts.clock,
        training: parts.kind === 'training',
        reset: parts.sandboxReset,
        fileOf: demoFileId,
        doneSince: (principal, since) => listOwnDeeds(protection, principal, since),
      })
      const imports = createImportDesk()
      app.addHook('onClose', () => imports.close())
      registerImports(api, webImports(protection, imports, parts.country.callingCode))
      registerCalendar(api, {
        ...protection,
        digestsOfToken: feedDigests(parts.sessionSecrets),
        ownerOfFeed: identity.accountPrincipal,
        say: protectionSentence,
      })
      return api
    },
  }
}
