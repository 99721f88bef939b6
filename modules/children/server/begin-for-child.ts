import { daysBetween, newId, ok, unwrap } from '@gloact/kernel'
import { inScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import { openRequest, requestTables, SYSTEM } from '@gloact/records/server'
import { KINDS, type KindName } from '../domain/kinds.ts'
import { WORKS } from '../domain/policy.ts'
import { lockChild, type RequestsByKind } from './child-records.ts'
import { todayIn, type ChildrenContext } from './children-context.ts'
import { ASKED_OF } from './open-record.ts'

/** A contact further back than this was written down from paper: the person who does that says what the child still lacks. */
const FIRST_CONTACT_DAYS = 7

/**
 * What a child has from the first contact on, or from the day an adult was found to be a child: the presumption that they are one, a
 * guardian asked for, a first assessment and a school place due. Nobody has to think of it, and nobody's answers are invented: why, and whom to keep away, is said by the officer.
 *
 * Where a country has several guardianship authorities the officer says which is asked. Done twice, it is begun once.
 */
export async function beginForChild(
  context: ChildrenContext,
  of: RequestsByKind,
  fileId: string,
  why: 'met' | 'found',
): Promise<void> {
  await inScope<undefined, never>(context.db, systemScope(context.country), async (trx) => {
    const file = await context.files.onPath(trx, fileId)
    if (!file || (why === 'met' && daysBetween(file.openedOn, todayIn(context)) > FIRST_CONTACT_DAYS))
      return ok(undefined)
    const holders = await context.directory.holders(ASKED_OF.guardianship.role, trx)
    const authorities = new Set(holders.map(({ agencyId }) => agencyId))
    const [authority] = authorities.size === 1 ? authorities : []
    const officer = await officerFor(trx, context, file.agencyId)
    await beginBySystem(trx, context, of, { kind: 'age', step: 'presume_met', fileId, file, officer })
    await beginBySystem(trx, context, of, { kind: 'assessment', step: 'begin_met', fileId, file, officer })
    await beginBySystem(trx, context, of, { kind: 'schooling', step: 'seek_met', fileId, file, officer })
    if (authority !== undefined) {
      const asked = { [ASKED_OF.guardianship.party]: authority }
      await beginBySystem(trx, context, of, { kind: 'guardianship', step: 'ask_met', fileId, file, officer, asked })
    }
    return ok(undefined)
  })
}

/**
 * Whose the records are: the file's agency's; where nobody there does casework for children, as at a border, those of the authority that the
 * country designated to protect them, which is told of the child at the same time.
 */
async function officerFor(trx: ScopedTransaction, context: ChildrenContext, agencyId: string): Promise<string> {
  const working = new Set<string>()
  for (const role of WORKS)
    for (const holder of await context.directory.holders(role, trx)) working.add(holder.agencyId)
  const works = (id: string) => working.has(id)
  if (works(agencyId)) return agencyId
  const designated = await context.directory.childProtection(trx)
  return designated.find(({ id }) => works(id))?.id ?? agencyId
}

/** Begins in the platform's name what a child has not got under way. */
export async function beginBySystem(
  trx: ScopedTransaction,
  context: ChildrenContext,
  of: RequestsByKind,
  begun: {
    readonly kind: KindName
    readonly step: string
    readonly fileId: string
    readonly file: { readonly number: string; readonly agencyId: string }
    readonly asked?: Readonly<Record<string, string>>
    /** Whose it is; the file's agency's where nothing is said. */
    readonly officer?: string
  },
): Promise<void> {
  const { kind, step, fileId, file, asked = {} } = begun
  await lockChild(trx, fileId)
  if (await isBegun(trx, kind, fileId)) return
  unwrap(
    await openRequest(trx, of[kind], SYSTEM, {
      requestId: newId(),
      id: newId(),
      step,
      happenedAt: context.clock.now(),
      parties: { officer: begun.officer ?? file.agencyId, ...asked },
      fileId,
      facts: { number: file.number.toLowerCase() },
      payload: { answers: {} },
    }),
  )
}

/** Whether the child has one that has not ended: begun by an officer in the meantime, or by the same event that came twice. */
async function isBegun(trx: ScopedTransaction, kind: KindName, fileId: string): Promise<boolean> {
  const row = await requestTables(trx, 'children')
    .selectFrom('request')
    .select('id')
    .where('file_id', '=', fileId)
    .where('kind', '=', KINDS[kind].kind)
    .where('ended_at', 'is', null)
    .where('erased_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
