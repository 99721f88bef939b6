import { recordAudit } from '@gloact/audit'
import type { HandlerInput, ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, type ScopedTransaction } from '@gloact/postgres'
import { openRequest, SYSTEM } from '@gloact/records/server'
import { sql } from 'kysely'
import type { ImportedCase, importCases as importing } from '../../contract/primero.ts'
import type { PrimeroRecord } from '../../domain/primero/raw.ts'
import { readPrimeroCase, type PrimeroChild } from '../../domain/primero/read-case.ts'
import type { RequestsByKind } from '../child-records.ts'
import { may, systemFor, todayIn, type ChildrenContext } from '../children-context.ts'
import { sameId } from '../same-id.ts'
import { servedTo } from '../served-to.ts'

/**
 * Opens a file of each case of CPIMS+, in the name of the officer who imports. A consent given there allows nothing here, tracing stays off until
 * the child is asked, and nothing that was decided there passes a gate: it is kept in words. Sent twice, a case is imported once.
 */
export async function importCases(
  context: ChildrenContext,
  of: RequestsByKind,
  who: Principal,
  { cases, tryOut }: HandlerInput<typeof importing>['body'],
): Promise<Result<ResponseOf<typeof importing>, Failure>> {
  if (!may(who, 'children.work')) return err(failure('children.not_allowed'))
  return inScope<ResponseOf<typeof importing>, Failure>(context.db, systemFor(who), async (trx) => {
    const items: ImportedCase[] = []
    for (const raw of cases) {
      const item = await importCase(trx, context, of, who, raw, tryOut)
      if (!item.ok) return item
      items.push(item.value)
    }
    const count = items.filter(({ outcome }) => outcome === 'imported').length
    if (count > 0)
      await recordAudit(trx, {
        action: 'children.cases_imported',
        actorId: who.userId,
        agencyId: who.agencyId,
        detail: { count },
      })
    return ok({ items })
  })
}

async function importCase(
  trx: ScopedTransaction,
  context: ChildrenContext,
  of: RequestsByKind,
  who: Principal,
  raw: PrimeroRecord,
  tryOut: boolean,
): Promise<Result<ImportedCase, Failure>> {
  const child = readPrimeroCase(raw, todayIn(context))
  const said = {
    fileId: null,
    number: null,
    records: [...(child.born.from === null ? [] : ['age' as const]), ...(child.care ? ['care' as const] : [])],
    consents: child.consents,
    matchedThere: typeof raw['matched_tracing_request_id'] === 'string' && raw['matched_tracing_request_id'] !== '',
    unknown: [...child.unknown],
  }
  if (child.source === null) return ok({ ...said, outcome: 'no_number' })
  if (!child.isChild) return ok({ ...said, outcome: 'no_child' })
  const idOf = (what: string) => sameId(`primero ${who.agencyId} ${child.source} ${what}`)
  const fileId = idOf('file')
  // Of two who import the same case at once, the second finds it there.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`primero ${fileId}`}, 0))`.execute(trx)
  const there = (await context.files.numbers(trx, [fileId])).get(fileId)
  // An erased file is not brought back by a list from another system, and its number is not given out.
  if (there !== undefined && (await context.files.wasErased(trx, fileId)))
    return ok({ ...said, records: [], outcome: 'erased' })
  if (there !== undefined) return ok({ ...said, outcome: 'already', fileId, number: there })
  if (tryOut) return ok({ ...said, outcome: 'ready' })
  const number = await context.files.openImported(trx, who, {
    fileId,
    personId: idOf('person'),
    registeredOn: child.registeredOn,
    person: child.person,
    notes: notesOf(child),
  })
  if (number === null) return err(failure('children.import_refused'))
  const begun = await beginRecords(trx, context, of, who, { child, fileId, number, idOf })
  return begun.ok ? ok({ ...said, outcome: 'imported', fileId, number }) : begun
}

/** What is known of the age, and where the child is: somebody here reviews that within a day, for nobody here decided it. */
async function beginRecords(
  trx: ScopedTransaction,
  context: ChildrenContext,
  of: RequestsByKind,
  who: Principal,
  {
    child: { born, care, registeredOn },
    fileId,
    number,
    idOf,
  }: {
    readonly child: PrimeroChild
    readonly fileId: string
    readonly number: string
    readonly idOf: (what: string) => string
  },
): Promise<Result<unknown, Failure>> {
  const common = { fileId, parties: { officer: who.agencyId }, facts: { number: number.toLowerCase() } }
  if (born.from !== null) {
    const answers = {
      basis: { value: born.basis },
      born_from: { value: born.from },
      ...(born.to !== null && { born_to: { value: born.to } }),
      evidence: { value: ['statement'] },
    }
    const presumed = await openRequest(trx, of.age, servedTo(context, 'age').actorOf(who), {
      ...common,
      requestId: idOf('age'),
      id: idOf('age presumed'),
      step: 'presume',
      happenedAt: context.clock.now(),
      payload: { answers },
    })
    if (!presumed.ok) return presumed
  }
  if (care === null) return ok(undefined)
  const answers = {
    type: { value: care.type },
    from: { value: care.from ?? registeredOn },
    ...(care.carer !== '' && { carer: { value: care.carer.slice(0, 300) } }),
    ...(care.agency !== '' && { agency: { value: care.agency.slice(0, 300) } }),
  }
  return openRequest(trx, of.care, SYSTEM, {
    ...common,
    requestId: idOf('care'),
    id: idOf('care taken over'),
    step: 'take_over',
    happenedAt: context.clock.now(),
    payload: { answers },
  })
}

const HEADINGS: Readonly<Partial<Record<PrimeroChild['words'][number]['part'], string>>> = {
  consents: 'imported, ask again: none holds here',
  tracing: 'a match there is a suggestion, not confirmed here; tracing is off until the child is asked',
  outside_documents: 'outside document, not a gate',
}
/** A note is no longer than this. */
const MOST = 19_000

/** Everything that was said there, in notes by what it is about. */
function notesOf({ words, source }: PrimeroChild): readonly string[] {
  return words.flatMap(({ part, lines }) => {
    const heading = [`CPIMS+ (Primero) ${source}: ${part}`, HEADINGS[part]].filter(Boolean).join(' – ')
    const notes: string[] = []
    let note = heading
    for (const line of lines.flatMap((each) => each.match(/[\s\S]{1,9000}/gu) ?? [])) {
      if (note.length + line.length > MOST) {
        notes.push(note)
        note = heading
      }
      note += `\n${line}`
    }
    return [...notes, note]
  })
}
