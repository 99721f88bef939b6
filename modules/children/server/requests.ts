import { dayOf } from '@gloact/calendar'
import { isPlainDate, newId, ok, err, failure, valueOf, type Failure, type Result } from '@gloact/kernel'
import type { Facts } from '@gloact/records'
import type { ScopedTransaction } from '@gloact/postgres'
import { requestTables, type RequestsOf, type StepPayload, type StepTaken } from '@gloact/records/server'
import { childrenClock } from '../domain/clocks.ts'
import { CHILDREN_FORMS, CHILDREN_LISTS } from '../domain/forms.ts'
import { detailsOfNobodyHeard } from '../domain/forms/heard.ts'
import { heardFacts } from '../domain/heard-facts.ts'
import { fileNumber } from '../domain/kin-kind.ts'
import { KIND_NAMES, KINDS, OPENINGS, type KindName } from '../domain/kinds.ts'
import { lockChild, type RequestsByKind } from './child-records.ts'
import type { ChildrenContext } from './children-context.ts'
import { decideTogether } from './decide-together.ts'
import { supersedeEarlier } from './supersede-earlier.ts'
import { meetGate } from './gates.ts'
import { followAnswer } from './guardian-complaints.ts'
import { guardianOf } from './guardian-register.ts'
import { voidAlleged } from './void-alleged.ts'

/** Of these a child has one at a time. */
const ONE_AT_A_TIME: readonly KindName[] = ['age', 'guardianship', 'schooling', 'transition']

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
  age: ['basis', 'conclusion', 'appeal'],
  guardianship: ['reason'],
  assessment: ['why', 'band'],
  care: ['type'],
  interview: ['purpose'],
  schooling: ['kind', 'reason'],
  transition: [],
  kin: ['relation'],
  determination: ['purpose', 'priority', 'option'],
  solution: ['option', 'result'],
}

const isCode = (value: unknown): value is string => typeof value === 'string' && /^[a-z][a-z0-9_]{0,59}$/.test(value)

const dayIn = (value: unknown) => (typeof value === 'string' && isPlainDate(value) ? value : null)

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
  const next: Facts = {
    ...facts,
    ...said,
    ...heardFacts(kind, step, payload.answers),
    ...countedFacts(kind, step, value),
  }
  if (kind === 'kin' && step === 'ask') return { ...next, theirs: fileNumber(value('number')) }
  if (kind === 'care' && OPENINGS.care.includes(step)) {
    const urgent = ['guardian_heard', 'child_heard'].some((question) => value(question) === 'urgent')
    const carer = value('registered_carer')
    return { ...next, urgent, ...(typeof carer === 'string' && { carer_id: carer }) }
  }
  if (kind === 'schooling') return { ...next, again_on: dayIn(value('again_on')) }
  // By when a decision is looked at again, the panel said; after that the country's time runs.
  if (kind === 'determination' && step === 'approve') return { ...next, review_on: dayIn(value('review_on')) }
  if (kind === 'determination' && step === 'review') return { ...next, review_on: null }
  if (kind !== 'guardianship') return next
  return { ...next, ...actingFacts(facts, step, value) }
}

/** Steps that appoint somebody of the register, each with who acts from then on. */
const APPOINTING: readonly string[] = ['provide', 'appoint', 'replace', 'cover']

/** Who acts for the child, and for whom they do while a guardian is away. */
function actingFacts(facts: Facts, step: string, value: (question: string) => unknown): Facts {
  // Nothing is said of a cover where there was none.
  const uncovered: Facts = facts['covered_id'] === undefined ? {} : { covered_id: null, cover_until: null }
  if (step === 'cover')
    return {
      guardian_id: String(value('guardian')),
      covered_id: facts['guardian_id'] ?? null,
      cover_until: dayIn(value('until')),
    }
  if (step === 'end_cover') return { guardian_id: facts['covered_id'] ?? null, ...uncovered }
  if (APPOINTING.includes(step)) return { guardian_id: String(value('guardian')), ...uncovered }
  if (step === 'end_guardian' || step === 'suspend_guardian' || step === 'close')
    return { guardian_id: null, ...uncovered }
  return step === 'complain' ? { complaint_safety: value('safety') !== 'no' } : {}
}

/** What figures count of a step besides, by what it says: codes and no words. */
function countedFacts(kind: KindName, step: string, value: (question: string) => unknown): Facts {
  const topics = value('topics')
  if (kind === 'interview' && Array.isArray(topics)) return { topics: topics.filter(isCode).toSorted().join('+') }
  const siblings = value('siblings')
  if (kind === 'care' && (siblings === 'together' || siblings === 'apart'))
    return { siblings_kept: siblings === 'together' }
  const result = value('result')
  if (kind === 'solution' && step === 'follow_12' && isCode(result)) return { after_12_months: result }
  const against = value('against_view')
  if (kind === 'determination' && step === 'approve')
    return { against_view: typeof against === 'string' && against.trim() !== '' }
  return {}
}

async function follow(
  trx: ScopedTransaction,
  context: ChildrenContext,
  of: RequestsByKind,
  kind: KindName,
  taken: StepTaken,
): Promise<Result<undefined, Failure>> {
  const unasked = detailsOfNobodyHeard(taken.payload.answers)
  if (unasked.length > 0)
    return err({
      code: 'records.invalid_answers',
      fields: unasked.map((field) => ({ pointer: `/answers/${field}`, code: 'forms.not_asked' })),
    })
  const { fileId } = taken
  if (fileId === null) return ok(undefined)
  await lockChild(trx, fileId)
  if (taken.from === null && ONE_AT_A_TIME.includes(kind) && (await hasAnother(trx, kind, taken))) {
    return err(failure('children.already'))
  }
  const met = await meetGate(trx, context, of, kind, taken)
  if (!met.ok) return met
  if (kind === 'determination') return decideTogether(trx, of, taken)
  if (kind === 'assessment' && taken.step === 'approve') return supersedeEarlier(trx, of, taken)
  if ((kind === 'care' && taken.step === 'incident') || (kind === 'guardianship' && taken.step === 'complain'))
    return voidAlleged(trx, of, taken)
  if (kind === 'guardianship' && taken.step === 'answer_complaint') return followAnswer(trx, context, of, taken)
  if (kind === 'guardianship' && [...APPOINTING, 'end_cover'].includes(taken.step)) {
    const id = String(taken.facts['guardian_id'])
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
