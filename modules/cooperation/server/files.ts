import { recordAudit } from '@gloact/audit'
import type { ExchangeFile } from '@gloact/exchange/server'
import type { BytesToSend, ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, type ScopedTransaction } from '@gloact/postgres'
import { openPayload, shown, type LoadedRequest, type RequestsOf } from '@gloact/records/server'
import type { FileUse, listFiles as listing, RequestFile } from '../contract/files.ts'
import { neededFor } from '../domain/files.ts'
import { handlingIn } from '../domain/handling-in.ts'
import { permits } from '../domain/handling.ts'
import { isWithheld } from '../domain/sent-parts.ts'
import { may, scopeOf, todayIn, type CooperationContext, type ExchangeInUse } from './context.ts'
import { loadSeen, permittedWith } from './read-request.ts'
import { conversationOf, SCHEMA, SERVED } from './requests.ts'
import { waitingFiles } from './waiting-files.ts'

/** What a file is called until somebody says so; no words of anybody's go through an address. */
const UNNAMED = 'document'
const MOST_WAITING = 20

/** With these a side can still add what goes along: a request, what was asked for, or a result. */
const ADDED_BEFORE = new Set(['submit', 'give_more', 'prepare_result', 'prepare_rest'])

/** Files that wait to go with the next message of a request that takes some, and those that went or came. */
const filesOfRequest = (
  trx: ScopedTransaction,
  { exchange }: CooperationContext,
  { row }: LoadedRequest,
): Promise<readonly ExchangeFile[]> =>
  exchange?.files.of(trx, { about: row.id, conversationId: conversationOf(row.facts) }) ?? Promise.resolve([])

/**
 * How a file may be used here. What went from here is this side's own. What came is handled as its message says; the side that was asked
 * holds the originator's permission as well.
 */
function usesOf(context: CooperationContext, loaded: LoadedRequest, who: Principal, file: ExchangeFile): FileUse[] {
  const { row, log, key } = loaded
  const allows = (use: FileUse): boolean => {
    const action = neededFor(file.contentType, use)
    if (action === null || file.direction === 'out') return action !== null
    if (row.parties['requested'] === who.agencyId) {
      return permittedWith(loaded, who, todayIn(context)).includes(action)
    }
    const came = log.find(({ id }) => id === file.messageId)
    return (
      came !== undefined &&
      !isWithheld(row.facts, 'result', todayIn(context)) &&
      permits(handlingIn(openPayload(key, SCHEMA, came).answers), action, { originator: false })
    )
  }
  return (['view', 'save'] as const).filter(allows)
}

const view = (file: ExchangeFile, uses: readonly FileUse[]): RequestFile => ({ ...file, uses: [...uses] })

async function mayAdd(trx: ScopedTransaction, of: RequestsOf, who: Principal, requestId: string): Promise<boolean> {
  const seen = await shown(trx, of, SERVED, who, requestId)
  return seen.ok && seen.value.open.some(({ step, barredBy }) => ADDED_BEFORE.has(step) && barredBy === undefined)
}

export async function listFiles(
  context: CooperationContext,
  of: RequestsOf,
  who: Principal,
  requestId: string,
): Promise<Result<ResponseOf<typeof listing>, Failure>> {
  if (!may(who, 'cooperation.read')) return err(failure('cooperation.not_allowed'))
  return readInScope<Result<ResponseOf<typeof listing>, Failure>>(context.db, scopeOf(who), async (trx) => {
    const found = await loadSeen(trx, of, who, requestId)
    if (!found.ok) return found
    const files = await filesOfRequest(trx, context, found.value)
    return ok({
      items: files.map((file) => view(file, usesOf(context, found.value, who, file))),
      next: null,
      mayAdd: context.exchange !== undefined && (await mayAdd(trx, of, who, requestId)),
    })
  })
}

/** A request to which its own side may add something now, locked until the transaction ends where it will change. */
async function openToAdd(
  trx: ScopedTransaction,
  context: CooperationContext,
  of: RequestsOf,
  who: Principal,
  requestId: string,
): Promise<Result<{ readonly loaded: LoadedRequest; readonly exchange: ExchangeInUse }, Failure>> {
  const found = await loadSeen(trx, of, who, requestId)
  if (!found.ok) return found
  const { exchange } = context
  if (!exchange) return err(failure('cooperation.no_exchange'))
  if (!(await mayAdd(trx, of, who, requestId))) return err(failure('cooperation.no_file_now'))
  return ok({ loaded: found.value, exchange })
}

export async function addFile(
  context: CooperationContext,
  of: RequestsOf,
  who: Principal,
  {
    requestId,
    enclosureId,
    declared,
    body,
  }: {
    readonly requestId: string
    readonly enclosureId: string
    readonly declared: string | undefined
    readonly body: AsyncIterable<Uint8Array>
  },
): Promise<Result<RequestFile, Failure>> {
  if (!may(who, 'cooperation.read')) return err(failure('cooperation.not_allowed'))
  const ready = await readInScope(context.db, scopeOf(who), async (trx) => {
    const open = await openToAdd(trx, context, of, who, requestId)
    if (!open.ok) return open
    const waiting = await waitingFiles(trx, context, open.value.loaded)
    const full = waiting.length >= MOST_WAITING && !waiting.some(({ id }) => id === enclosureId)
    return full ? err(failure('exchange.too_many_files')) : open
  })
  if (!ready.ok) return ready
  const { loaded, exchange } = ready.value
  const added = await exchange.files.add(scopeOf(who), {
    id: enclosureId,
    about: requestId,
    peer: String(loaded.row.facts['country']),
    agencyId: who.agencyId,
    name: UNNAMED,
    declared,
    body,
  })
  return added.ok ? ok(view(added.value, usesOf(context, loaded, who, added.value))) : added
}

type One = { readonly requestId: string; readonly enclosureId: string }

export async function nameFile(
  context: CooperationContext,
  of: RequestsOf,
  who: Principal,
  { requestId, enclosureId }: One,
  name: string,
): Promise<Result<Record<string, never>, Failure>> {
  if (!may(who, 'cooperation.read')) return err(failure('cooperation.not_allowed'))
  return inScope<Record<string, never>, Failure>(context.db, scopeOf(who), async (trx) => {
    const open = await openToAdd(trx, context, of, who, requestId)
    if (!open.ok) return open
    const named = await open.value.exchange.files.name(trx, { id: enclosureId, about: requestId, name })
    return named.ok ? ok({}) : named
  })
}

/** Removed again, it is gone still. */
export async function removeFile(
  context: CooperationContext,
  of: RequestsOf,
  who: Principal,
  { requestId, enclosureId }: One,
): Promise<Result<Record<string, never>, Failure>> {
  if (!may(who, 'cooperation.read')) return err(failure('cooperation.not_allowed'))
  return inScope<Record<string, never>, Failure>(context.db, scopeOf(who), async (trx) => {
    const open = await openToAdd(trx, context, of, who, requestId)
    if (!open.ok) return open
    const removed = await open.value.exchange.files.remove(trx, { id: enclosureId, about: requestId })
    return removed.ok ? ok({}) : removed
  })
}

/** A file, where its handling allows this use: else it is answered as if there were none. That it was opened is recorded. */
export async function openFile(
  context: CooperationContext,
  of: RequestsOf,
  who: Principal,
  { requestId, enclosureId }: One,
  use: FileUse,
): Promise<Result<BytesToSend, Failure>> {
  if (!may(who, 'cooperation.read')) return err(failure('cooperation.not_allowed'))
  const { exchange } = context
  if (!exchange) return err(failure('cooperation.no_exchange'))
  return inScope<BytesToSend, Failure>(context.db, scopeOf(who), async (trx) => {
    const found = await loadSeen(trx, of, who, requestId)
    if (!found.ok) return found
    const file = (await filesOfRequest(trx, context, found.value)).find(({ id }) => id === enclosureId)
    if (!file || !usesOf(context, found.value, who, file).includes(use)) return err(failure('cooperation.unknown'))
    const opened = await exchange.files.open(trx, file)
    if (!opened.ok) return err(failure('cooperation.unknown'))
    await recordAudit(trx, {
      action: 'cooperation.file_opened',
      object: { kind: of.kind.kind, id: requestId },
      detail: { file: enclosureId, use },
    })
    return ok({
      stream: opened.value.stream,
      contentType: file.contentType,
      length: file.bytes,
      disposition: use === 'view' ? 'inline' : 'attachment',
      fileName: `document-${enclosureId}`,
    })
  })
}
