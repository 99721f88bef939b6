import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import type { StepTaken } from '@gloact/records/server'
import { sql } from 'kysely'
import { endsChildhood, leavingMissing, medicalTooSoon, notAdult } from '../domain/age.ts'
import {
  assessedFor,
  heardMissing,
  missingChild,
  placementMissing,
  reviewMissing,
  visitMissing,
} from '../domain/care.ts'
import { complaintMissing } from '../domain/complaint.ts'
import { decisionMissing, papersMissing, voteMissing } from '../domain/determination.ts'
import { appointmentMissing, tieReviewed } from '../domain/guardian.ts'
import { kinMissing } from '../domain/kin-kind.ts'
import { interviewMissing, planMissing, transitionMissing } from '../domain/interviews.ts'
import type { KindName } from '../domain/kinds.ts'
import { confirmationMissing, inPlaceMissing } from '../domain/lasting.ts'
import { rowsOf, told, type Recorded, type Said } from '../domain/said.ts'
import type { SiblingHeld } from '../domain/siblings.ts'
import { handOverMissing, referralAbroadMissing, returnMissing, type ChildRecords } from '../domain/solution.ts'
import { asChildRecords, lockChild, recordsOf, type OpenedRecord, type RequestsByKind } from './child-records.ts'
import { todayIn, type ChildrenContext } from './children-context.ts'
import { guardianOf } from './guardian-register.ts'
import { findingOfAdult, guardianNear, isNear, peopleOf } from './near.ts'
import { withoutVoidTogether } from './decide-together.ts'
import { confirmMissing, kinOf } from './kin.ts'
import { siblingsOf } from './siblings.ts'

/** A step in the making: the record with it and without it, and everything else about the child. */
interface Meeting {
  readonly trx: ScopedTransaction
  readonly context: ChildrenContext
  readonly of: RequestsByKind
  readonly taken: StepTaken
  readonly said: Said
  readonly record: OpenedRecord
  readonly before: Recorded
  readonly all: readonly OpenedRecord[]
}

type Gate = (meeting: Meeting) => Promise<readonly string[]> | readonly string[]

const one = (gap: string | null): readonly string[] => (gap === null ? [] : [gap])

const appoint: Gate = async ({ trx, context, taken, said, before, all }) => {
  const id = told(said, 'guardian') ?? ''
  const guardian = await guardianOf(trx, context, id, taken.parties['authority'] ?? '', true)
  return appointmentMissing({
    guardian,
    appointment: said,
    children: await childrenOf(trx, id, taken.requestId),
    nearSuspect: guardian !== null && isNear(guardian, await peopleOf(trx, context, taken.fileId!, all)),
    nearElsewhere:
      guardian !== null &&
      !tieReviewed(before, id, taken.by.userId ?? '') &&
      isNear(guardian, (await context.keptAwayFrom?.(trx, taken.fileId)) ?? []),
    appointer: taken.by.userId ?? '',
    rules: context.guardians,
    today: todayIn(context),
  })
}

/** Anyone on the child path is presumed a child: neither the first word nor a later one ends that. */
const ageStated: Gate = ({ before, said, context }) =>
  one(endsChildhood(before, said, todayIn(context)) ? 'age_ends_childhood' : null)

const ofMissing: Gate = ({ before, said }) => missingChild(before, said)

const interview: Gate = ({ taken, said, before, all, context }) =>
  interviewMissing(said, {
    earlier: all.filter(({ kind, id }) => kind === 'interview' && id !== taken.requestId),
    asked: before.steps.find(({ step }) => step === 'ask'),
    on: todayIn(context),
  })

/** What has to hold for a step beyond whose turn it is. A step that is not here has no gate. */
const GATES: Readonly<Record<KindName, Readonly<Record<string, Gate>>>> = {
  age: {
    presume: ageStated,
    restate: ageStated,
    examine: ({ before, said }) => one(medicalTooSoon(before, said) ? 'age_medical_too_soon' : null),
    conclude: ({ before, said }) => {
      const gap = told(said, 'conclusion') === 'adult' ? notAdult(before, said) : null
      return one(gap === null ? null : `age_${gap}`)
    },
  },
  guardianship: {
    provide: appoint,
    appoint,
    visit: ({ said }) => visitMissing(said),
    complain: ({ said }) => complaintMissing(said),
  },
  assessment: {
    submit: ({ said }) => one(rowsOf(said.answers, 'options').length < 2 ? 'options_missing' : null),
  },
  care: {
    place: async ({ trx, context, of, taken, said, all }) =>
      placementMissing(said, {
        siblings: await allKinOf(trx, context, of, taken.fileId!),
        assessed: assessedFor(
          all.filter(({ kind }) => kind === 'assessment'),
          ['placement', 'first_contact', 'incident', 'review'],
        ),
        apartDetermined: all.some(
          ({ kind, state, steps }) =>
            kind === 'determination' &&
            state === 'approved' &&
            steps.some(
              (each) =>
                each.step === 'approve' &&
                (told(each, 'option') === 'separation' || told(each, 'siblings') === 'apart'),
            ),
        ),
      }),
    incident: ofMissing,
    report_missing: ofMissing,
    tell_missing: ofMissing,
    search_day: ofMissing,
    search_week: ofMissing,
    search_month: ofMissing,
    find: ofMissing,
    end: ofMissing,
    hear: ({ before, said }) => heardMissing(before, said),
    review: ({ said, context }) => reviewMissing(said, todayIn(context)),
    visit: ({ said }) => visitMissing(said),
  },
  interview: { record: interview, hold: interview },
  kin: {
    ask: ({ said }) => kinMissing(said),
    confirm: ({ trx, context, taken, said }) =>
      confirmMissing(trx, context, taken.facts['theirs'], taken.parties['keeper'], said),
  },
  transition: {
    agree: ({ said }) => planMissing(said),
    change: ({ said }) => planMissing(said),
    close: ({ before }) => transitionMissing(before),
  },
  determination: {
    present: ({ said }) => papersMissing(said),
    vote: ({ before, said }) => voteMissing(before, said),
    approve: ({ before, said, context }) => decisionMissing(before, said, context.panel),
    defer: ({ before, said, context }) => decisionMissing(before, said, context.panel),
    not_approve: ({ before, said, context }) => decisionMissing(before, said, context.panel),
  },
  solution: {
    decide: async ({ trx, context, of, taken, before, all }) =>
      returnMissing(before, await childRecords(trx, context, of, taken.fileId!, all), {
        day: todayIn(context),
        timeZone: context.calendar.timeZone,
        actor: taken.by.userId,
        rules: context.returns,
      }),
    // What a day has changed is asked again when the child is handed over.
    hand_over: async ({ trx, context, of, taken, record, before, all }) => [
      ...returnMissing(before, await childRecords(trx, context, of, taken.fileId!, all), {
        day: todayIn(context),
        timeZone: context.calendar.timeZone,
        actor: null,
        rules: context.returns,
      }),
      ...handOverMissing(record),
    ],
    put_in_place: ({ said }) => inPlaceMissing(said),
    confirm: ({ before, said, context }) =>
      confirmationMissing(before, { day: todayIn(context), timeZone: context.calendar.timeZone, said }),
  },
}

/** Whether a step that was just written may stand; refused, the transaction writes nothing. */
export async function meetGate(
  trx: ScopedTransaction,
  context: ChildrenContext,
  of: RequestsByKind,
  kind: KindName,
  taken: StepTaken,
): Promise<Result<undefined, Failure>> {
  const gate = GATES[kind][taken.step]
  if (!gate || taken.fileId === null) return ok(undefined)
  const all = await recordsOf(trx, of, taken.fileId)
  const record = all.find(({ id }) => id === taken.requestId)
  const said = record?.steps.find(({ id }) => id === taken.id)
  if (!record || !said) throw new Error('the step that was just written is not there')
  const before = { ...record, state: taken.from ?? '', steps: record.steps.filter(({ id }) => id !== taken.id) }
  const missing = await gate({ trx, context, of, taken, said, record, before, all })
  if (missing.length === 0) return ok(undefined)
  return err(failure('children.gate', { params: { missing: missing.join(' ') } }))
}

const allKinOf = async (...asked: Parameters<typeof siblingsOf>): Promise<readonly SiblingHeld[]> => [
  ...(await siblingsOf(...asked)),
  ...(await kinOf(...asked)),
]

/** Everything that the gate of returns asks of, with what tracing found and whether the guardian is tied to somebody. */
export const childRecords = async (
  trx: ScopedTransaction,
  context: ChildrenContext,
  of: RequestsByKind,
  fileId: string,
  all: readonly OpenedRecord[],
): Promise<ChildRecords> => ({
  ...(await withoutVoidTogether(trx, asChildRecords(all))),
  siblings: await allKinOf(trx, context, of, fileId),
  tracingFinding: findingOfAdult((await context.findings?.(trx, fileId)) ?? []),
  guardianNear: await guardianNear(trx, context, fileId, all),
})

/** What keeps a file on the child path, and each plan from being decided by somebody today: for the page that explains it. */
export function gapsOf(
  context: ChildrenContext,
  all: readonly OpenedRecord[],
  records: ChildRecords,
  actor: string | null,
): {
  readonly leave: readonly string[]
  readonly guardian: readonly string[]
  readonly solutions: readonly { id: string; missing: string[] }[]
} {
  const day = todayIn(context)
  return {
    leave: leavingMissing(records.age, day),
    guardian: records.guardianNear ? ['guardian_near_suspect'] : [],
    solutions: all
      .filter(({ kind, state }) => kind === 'solution' && state === 'planned')
      .map((solution) => ({
        id: solution.id,
        missing: [
          ...returnMissing(solution, records, {
            day,
            timeZone: context.calendar.timeZone,
            actor,
            rules: context.returns,
          }),
        ],
      })),
  }
}

/**
 * What another module that would record something about a child is told: what is missing. `decided` and `returned` are allowed by a
 * decision through the gate, and where somebody else decided and that was recorded and answered here.
 */
export async function gateFor(
  trx: ScopedTransaction,
  context: ChildrenContext,
  of: RequestsByKind,
  {
    fileId,
    gate,
  }: { readonly fileId: string; readonly gate: 'decided' | 'returned' | 'leave_path' | 'referred_abroad' },
): Promise<readonly string[]> {
  await lockChild(trx, fileId)
  const all = await recordsOf(trx, of, fileId)
  if (gate === 'leave_path') return leavingMissing(asChildRecords(all).age, todayIn(context))
  if (gate === 'referred_abroad') {
    return referralAbroadMissing(await childRecords(trx, context, of, fileId, all), {
      day: todayIn(context),
      timeZone: context.calendar.timeZone,
      rules: context.returns,
    })
  }
  const solutions = all.filter(({ kind }) => kind === 'solution')
  const through = solutions.some(
    ({ state, steps }) =>
      steps.some(({ step }) => step === (gate === 'returned' ? 'hand_over' : 'decide')) && state !== 'not_carried_out',
  )
  const elsewhere = solutions.some(
    ({ state, steps }) => state === 'closed' && steps.some(({ step }) => step === 'record_elsewhere'),
  )
  if (through || elsewhere) return []
  const planned = gapsOf(context, all, await childRecords(trx, context, of, fileId, all), null).solutions.at(-1)
  if (!planned) return ['determination_missing', 'risk_missing']
  return planned.missing.length > 0 ? planned.missing : ['not_decided']
}

/** For how many other children a guardian is appointed now. In the system's scope: of every agency's. */
async function childrenOf(trx: ScopedTransaction, guardianId: string, but: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from children.request
    where kind = 'children.guardianship' and ended_at is null and erased_at is null
      and id <> ${but} and facts ->> 'guardian_id' = ${guardianId}`.execute(trx)
  return rows[0]?.count ?? 0
}
