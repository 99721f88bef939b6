import { moduleConfig } from '@gloact/country'
import type { Principal } from '@gloact/identity/contract/principal'
import { identityConfig, inventedIn } from '@gloact/identity/server'
import { roleBook, type RoleBook } from '@gloact/policy'
import { createApi, logRequests, type Api } from '@gloact/http/server'
import type { Jobs } from '@gloact/jobs'
import type { ServerModule } from '@gloact/module'
import { isOutOfRoom, isUnavailable } from '@gloact/postgres'
import type { ProtectionContext } from '@gloact/protection/server'
import { EXCHANGE_FAILURES } from '@gloact/exchange/contract'
import { createExchange, type RunningExchange } from '@gloact/exchange/server'
import { REQUEST_FAILURES } from '@gloact/records/contract'
import { REGISTER_FAILURES } from '@gloact/registers/contract'
import type { FastifyInstance } from 'fastify'
import { registerBackgroundWork, type BackgroundParts } from './background.ts'
import { agree } from './agree.ts'
import { modulesOf, type Parts } from './modules.ts'

export type { Parts } from './modules.ts'

export interface Platform {
  /** Every module, in the order in which each may ask those before it. */
  readonly modules: readonly ServerModule<Principal>[]
  /** The roles that they declare, put together. */
  readonly roles: RoleBook
  readonly protection: ProtectionContext
  /** The exchange with other countries: its modules write to it, and the server runs it. */
  readonly exchange: RunningExchange
  readonly directory: ReturnType<typeof modulesOf>['identity']['ports']['directory']
  /** Published figures, and the record that they are counted from. */
  readonly statistics: ReturnType<typeof modulesOf>['statistics']['ports']
  /** Who sends a request; null where nobody is signed in. */
  readonly authenticate: Api<Principal>['authenticate']
  /** Takes the rows away again of people whom a restored backup brought back. */
  readonly eraseAgain: (personIds: readonly string[]) => Promise<{ readonly files: number }>
  /** Mounts every module's routes on a Fastify instance. */
  mount(app: FastifyInstance): Api<Principal>
  /** Registers what the modules, audit and keys do by themselves, before the jobs start. */
  registerJobs(jobs: Pick<Jobs, 'on' | 'schedule' | 'work'>, parts: Omit<BackgroundParts, 'keysRenewed'>): void
  start(progress: (message: string) => void): Promise<void>
  stop(): Promise<void>
  /** What has to hold for the modules to serve, by name. */
  readonly readiness: Readonly<Record<string, () => boolean>>
  /** What is bound to the key of keys, and to no person's key, is bound to the one in force. */
  keysRenewed(): Promise<void>
}

/** Where the modules meet, for the server, the command, the API's description and tests alike. */
export function composePlatform(parts: Parts): Platform {
  const { country, db, vault, clock } = parts
  const exchange = createExchange({
    db,
    clock,
    country: country.code,
    name: country.names['en'] ?? country.code,
    baseUrl: parts.exchange.baseUrl,
    keys: parts.exchange.keys,
    wordKey: () => vault.wordKey(db, country.code),
    files: parts.attachments,
    publish: (trx, event, data) => parts.jobs.publishEvent(trx, event, data),
    onError: parts.exchange.onError ?? (() => undefined),
  })
  const named = modulesOf(parts, {
    exchange,
    phoneLost: async (userId, by) => {
      for (const module of modules) await module.phoneLost?.(userId, by)
    },
    modules: () => modules,
    keptObjects: async (ids) => {
      const kept = await Promise.all(modules.map(async (module) => module.keepsObjects?.(ids)))
      return new Set(kept.flatMap((each) => [...(each ?? [])]))
    },
    erases: () => modules.toReversed().flatMap(({ erases }) => erases ?? []),
  })
  const { invented } = moduleConfig(country, 'identity', identityConfig)
  const modules: readonly ServerModule<Principal>[] = Object.values(named).map((module) => inventedIn(module, invented))
  agree(modules, parts.country)
  const { identity, protection } = named
  const keysRenewed = async () => {
    for (const module of modules) await module.keysRenewed?.()
  }
  return {
    modules,
    roles: roleBook(modules.flatMap(({ roles = [] }) => roles)),
    protection: protection.context,
    exchange,
    directory: identity.ports.directory,
    statistics: named.statistics.ports,
    authenticate: identity.ports.authenticate,
    eraseAgain: protection.ports.eraseAgain,
    mount: (app) => {
      logRequests(app)
      const api = createApi<Principal>(app, {
        authenticate: identity.ports.authenticate,
        failures: [EXCHANGE_FAILURES, REGISTER_FAILURES, REQUEST_FAILURES, ...modules.map(({ failures }) => failures)],
        isUnavailable,
        isOutOfRoom,
      })
      for (const module of modules) module.routes?.(api)
      return api
    },
    registerJobs: (jobs, background) => {
      registerBackgroundWork(jobs, { ...background, keysRenewed })
      exchange.jobs(jobs)
      for (const module of modules) module.jobs?.(jobs)
    },
    start: async (progress) => {
      // Opened once, before a transaction that seals a conversation asks for it.
      await vault.wordKey(db, country.code)
      for (const module of modules) await module.start?.(progress)
    },
    stop: async () => {
      await exchange.stop()
      for (const module of modules.toReversed()) await module.stop?.()
    },
    readiness: Object.assign({}, ...modules.map(({ readiness = {} }) => readiness)) as Platform['readiness'],
    keysRenewed,
  }
}
