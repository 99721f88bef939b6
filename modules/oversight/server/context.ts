import type { AuditPublicKeys, AuditSigner } from '@gloact/audit'
import { err, failure, ok, unwrap, type Clock, type Failure, type Result } from '@gloact/kernel'
import type { AccountAccess } from '@gloact/identity/contract/account-access'
import type { LogsVerified } from '@gloact/module'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { inScope, type Database } from '@gloact/postgres'
import type { FilesVerified } from '../contract/oversight.ts'
import { oversightPolicy, type OversightAction } from '../domain/oversight-policy.ts'
import type { UnusualDay } from '../domain/unusual-days.ts'
import type { ClosedFile, RetentionRule } from '../domain/retention.ts'

/** What every use case of this module is given; what it needs of others is answered where the server is composed. */
export interface OversightContext {
  readonly db: Database
  readonly clock: Clock
  readonly country: string
  readonly timeZone: string
  readonly retention: RetentionRule
  /** When a day of openings is pointed at; as usual where the country does not say. */
  readonly unusualDay?: UnusualDay | undefined
  /** From how many files with names in one list on the officer is told; as usual where the country does not say. */
  readonly namesToTell?: number | undefined
  readonly audit: {
    readonly signer: AuditSigner
    readonly publicKeys: () => AuditPublicKeys
    readonly headsFile: string
  }
  /** Answered by identity: the accounts of the country, and names of staff by id. */
  readonly accounts: () => Promise<readonly AccountAccess[]>
  readonly staffNames: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** Answered by protection: closed files and when their retention ends, and nothing else of the person. */
  readonly closedFiles: () => Promise<readonly ClosedFile[]>
  /** Answered by protection: every file held against its own chain and against the audit log. */
  readonly verifyFiles: (progress: (files: number) => void) => Promise<FilesVerified>
  /** Answered by all modules that keep requests: their logs, held against the same. */
  readonly verifyRequests: () => Promise<LogsVerified>
}

export function authorise(
  context: OversightContext,
  principal: Principal,
  action: OversightAction,
): Result<undefined, Failure> {
  const decision = oversightPolicy.decide(principal, action, { country: context.country })
  return decision.allowed ? ok(undefined) : err(failure('oversight.not_allowed'))
}

/** Reads, and records that it did, within what the one who asks may see: the audit's own row-level security has a say. */
export async function inOwnScope<Value>(
  context: OversightContext,
  principal: Principal,
  read: (trx: Database) => Promise<Value>,
): Promise<Value> {
  const result = await inScope(
    context.db,
    { ...principalScope(principal) },
    async (trx): Promise<Result<Value, Failure>> => ok(await read(trx)),
  )
  return unwrap(result)
}
