import { dayOf } from '@gloact/calendar'
import { newId, ok, err, failure, valueOf, type Failure, type Result } from '@gloact/kernel'
import type { Facts } from '@gloact/records'
import type { ScopedTransaction } from '@gloact/postgres'
import { requestTables, type RequestsOf, type StepPayload, type StepTaken } from '@gloact/records/server'
import { childrenClock } from '../domain/clocks.ts'
import { CHILDREN_FORMS, CHILDREN_LISTS } from '../domain/forms.ts'
import { fileNumber } from '../domain/kin-kind.ts'
import { KIND_NAMES, KINDS, OPENINGS, type KindName } from '../domain/kinds.ts'
import { lockChild, type RequestsByKind } from './child-records.ts'
import type { ChildrenContext } from './children-context.ts'
import { decideTogether } from './decide-together.ts'
import { meetGate } from './gates.ts'
import { guardianOf } from './guardian-register.ts'

/** Of these a child has one at a time. */
const ONE_AT_A_TIME: readonly KindName[] = ['age', 'guardianship', 'transition']

/** Every kind of record as this module runs it: where it lies, how long its clocks run, what must hold for a step, what follows from it. */
export function childrenRequests(context: ChildrenContext): RequestsByKind {
  const of: RequestsByKind = Object.fromEntries(
    KIND_NAMES.map((name): [KindName, RequestsOf] => [
      name,
      {
        kind: KINDS[name],
        schema: 'children',
        db: context.db,
        vault: context.vault,
        clock: context.clock,
        country: context.country,
        calendar: context.calendar,
        forms: CHILDREN_FORMS,
        codeLists: CHILDREN_LISTS,
        sealedBy: 'own',
        audited: 'children.step_taken',
        clockRule: childrenClock(name, context.clocks),
        factsAfter: (facts, step) => factsAfter(name, facts, step),
        onTaken: (trx, taken) => follow(trx, context, of, name, taken),
      },
    ]),
  ) as RequestsByKind
  return of
}

/** Questions whose coded answers lists, clocks and figures need. */
const CODED: Readonly<Record<KindName, readonly string[]>> = {
  age: ['basis'],
  guardianship: ['reason'],
  assessment: ['why', 'band'],
  care: ['type'],
  interview: ['purpose'],
  transition: [],
  kin: ['relation'],
  determination: ['purpose', 'priority', 'option'],
  solution: ['option', 'result'],
}

const isCode = (value: unknown): value is string => typeof value === 'string' && /^[a-z][a-z0-9_]{0,59}$/.test(value)

function factsAfter(
  kind: KindName,
  facts: Facts,
  { step, payload }: { readonly step: string; readonly payload: StepPayload },
): Facts {
  // What a member of the panel holds is no fact of the determination.
  if (step === 'vote') return facts
  const value = (question: string): unknown => valueOf(payload.answers[question])
  const said = Object.fromEntries(
    CODED[kind].flatMap((question) => {
      const given = value(question)
      return isCode(given) ? [[question, given] as const] : []
    }),
  )
  const next: Facts = { ...facts, ...said }
  if (kind === 'kin' && step === 'ask') return { ...next, theirs: fileNumber(value('number')) }
  if (kind === 'care' && OPENINGS.care.includes(step)) {
    const urgent = ['guardian_heard', 'child_heard'].some((question) => value(question) === 'urgent')
    return { ...next, urgent }
  }
  if (kind !== 'guardianship') return next
  if (step === 'provide' || step === 'appoint') return { ...next, guardian_id: String(value('guardian')) }
  if (step === 'end_guardian' || step === 'close') return { ...next, guardian_id: null }
  if (step === 'complain') return { ...next, complaint_safety: value('safety') !== 'no' }
  return next
}

async function follow(
  trx: ScopedTransaction,
  context: ChildrenContext,
  of: RequestsByKind,
  kind: KindName,
  taken: StepTaken,
): Promise<Result<undefined, Failure>> {
  const { fileId } = taken
  if (fileId === null) return ok(undefined)
  await lockChild(trx, fileId)
  if (taken.from === null && ONE_AT_A_TIME.includes(kind) && (await hasAnother(trx, kind, taken))) {
    return err(failure('children.already'))
  }
  const met = await meetGate(trx, context, of, kind, taken)
  if (!met.ok) return met
  if (kind === 'determination') return decideTogether(trx, of, taken)
  if (kind === 'guardianship' && (taken.step === 'provide' || taken.step === 'appoint')) {
    const id = String(valueOf(taken.payload.answers['guardian']))
    const guardian = await guardianOf(trx, context, id, taken.parties['authority'] ?? '')
    await context.files.recordGuardian(trx, fileId, {
      id: newId(),
      happenedAt: taken.happenedAt,
      payload: {
        appointedOn: dayOf(taken.happenedAt, context.calendar),
        guardian: guardian?.name ?? '',
        noConflictOfInterest: true,
      },
    })
  }
  return ok(undefined)
}

async function hasAnother(trx: ScopedTransaction, kind: KindName, { fileId, requestId }: StepTaken): Promise<boolean> {
  const row = await requestTables(trx, 'children')
    .selectFrom('request')
    .select('id')
    .where('file_id', '=', fileId)
    .where('kind', '=', KINDS[kind].kind)
    .where('id', '<>', requestId)
    .where('ended_at', 'is', null)
    .where('erased_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
