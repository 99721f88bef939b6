import { recordAudit } from '@gloact/audit'
import type { HandlerInput, ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import { openRequest, requestTables } from '@gloact/records/server'
import type { ImportedInquiry, importInquiries as importing } from '../../contract/primero.ts'
import { readPrimeroInquiry, type PrimeroInquiry, type SoughtChild } from '../../domain/primero/read-request.ts'
import { sameId } from '../same-id.ts'
import type { TracingKinds } from './kinds.ts'
import { actorOf, may, SCHEMA, scopeOf, type TracingContext } from './tracing-context.ts'

/**
 * Takes over what inquirers asked for in CPIMS+ (Primero), a request for each child. Each waits: nothing is searched for before somebody here has
 * written down who the inquirer is and that they agree, and another person has looked. Anyone who imports has entered it, and judges none
 * of it. Sent twice, a request is recorded once.
 */
export async function importInquiries(
  context: TracingContext,
  kinds: TracingKinds,
  who: Principal,
  { inquiries, tryOut }: HandlerInput<typeof importing>['body'],
): Promise<Result<ResponseOf<typeof importing>, Failure>> {
  if (!may(who, 'children.take_requests')) return err(failure('children.not_allowed'))
  const today = context.clock.today(context.calendar.timeZone)
  const read = inquiries
    .map((raw) => readPrimeroInquiry(raw, today))
    .map((inquiry) => ({
      ...inquiry,
      idsOfEach: inquiry.children.map((child) => idsOf(context, who, inquiry.source ?? '', child)),
    }))
  const forgotten = await forgottenOf(
    context,
    read.flatMap(({ idsOfEach }) => idsOfEach.flat()),
  )
  return inScope<ResponseOf<typeof importing>, Failure>(context.db, scopeOf(who), async (trx) => {
    const items: ImportedInquiry[] = []
    let count = 0
    for (const inquiry of read) {
      const item = await importInquiry(trx, context, kinds, who, { ...inquiry, forgotten, tryOut })
      if (!item.ok) return item
      items.push(item.value)
      if (item.value.outcome === 'imported') count += item.value.requests
    }
    if (count > 0)
      await recordAudit(trx, {
        action: 'children.requests_imported',
        actorId: who.userId,
        agencyId: who.agencyId,
        detail: { count },
      })
    return ok({ items })
  })
}

interface InquiryToImport extends PrimeroInquiry {
  /** For each child the ids that its request can have. */
  readonly idsOfEach: readonly (readonly string[])[]
  /** Requests that were forgotten: what was forgotten does not come back. */
  readonly forgotten: ReadonlySet<string>
  readonly tryOut: boolean
}

async function importInquiry(
  trx: ScopedTransaction,
  context: TracingContext,
  kinds: TracingKinds,
  who: Principal,
  { source, children, tooMany, consents, unknown, idsOfEach, forgotten, tryOut }: InquiryToImport,
): Promise<Result<ImportedInquiry, Failure>> {
  const said = {
    requestIds: [] as string[],
    requests: children.length,
    consents,
    matchedThere: children.some(({ matched }) => matched),
    unknown: [...unknown],
  }
  if (source === null) return ok({ ...said, outcome: 'no_number' })
  if (tooMany || children.some(({ tooLong }) => tooLong)) return ok({ ...said, outcome: 'too_long' })
  if (children.length === 0) return ok({ ...said, outcome: 'nobody_sought' })
  const there = await recordedOf(trx, idsOfEach.flat())
  const found = children.flatMap(({ answers }, at) => {
    const ids = idsOfEach[at]!
    if (ids.some((id) => forgotten.has(id))) return []
    const before = ids.find((id) => there.has(id))
    return [{ requestId: before ?? ids[0]!, isNew: before === undefined, answers }]
  })
  const requestIds = found.map(({ requestId }) => requestId)
  const fresh = found.filter(({ isNew }) => isNew)
  if (fresh.length === 0) return ok({ ...said, outcome: 'already', requestIds })
  if (tryOut) return ok({ ...said, outcome: 'ready', requests: fresh.length })
  for (const { requestId, answers } of fresh) {
    const opened = await openRequest(trx, kinds.requests, actorOf(who), {
      requestId,
      id: sameId(`taken over ${requestId}`),
      step: 'take_over',
      happenedAt: context.clock.now(),
      parties: { desk: who.agencyId },
      fileId: null,
      facts: {},
      payload: { answers },
    })
    // Somebody else of the agency sent the same at once, and was first: it is there.
    if (!opened.ok && opened.error.code !== 'records.id_used') return opened
  }
  return ok({ ...said, outcome: 'imported', requests: fresh.length, requestIds })
}

/**
 * The ids that the request of a child can have, the one that it is given first. An id stands in addresses and logs, so nothing can be tried out against
 * it: where no number names the child there, it follows from a keyed digest of what was said, one for each key there is.
 */
function idsOf(
  { vault }: TracingContext,
  who: Principal,
  source: string,
  { row, isNumbered }: SoughtChild,
): readonly string[] {
  const named = (key: string) => JSON.stringify([who.agencyId, source, key])
  const keys = isNumbered
    ? [named(row)]
    : vault.tokens('children.primero_request', named(row)).map((token) => Buffer.from(token).toString('hex'))
  return keys.map((key) => sameId(`primero request ${key}`))
}

async function recordedOf(trx: ScopedTransaction, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await requestTables(trx, SCHEMA).selectFrom('request').select('id').where('id', 'in', ids).execute()
  return new Set(rows.map(({ id }) => id))
}

/** Which of these were recorded and forgotten since: the platform alone still sees that there was one. */
async function forgottenOf({ db, country }: TracingContext, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await readInScope(db, systemScope(country), (trx) =>
    requestTables(trx, SCHEMA)
      .selectFrom('request')
      .select('id')
      .where('id', 'in', ids)
      .where('erased_at', 'is not', null)
      .execute(),
  )
  return new Set(rows.map(({ id }) => id))
}
