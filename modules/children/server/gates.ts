import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import type { StepTaken } from '@gloact/records/server'
import { shareContacts } from '../domain/contacts.ts'
import {
  appealMissing,
  endsChildhood,
  leavingMissing,
  medicalTooHarsh,
  medicalTooSoon,
  notAdult,
} from '../domain/age.ts'
import { assessmentMissing } from '../domain/assessed.ts'
import { appealUntil } from './appeal-until.ts'
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
import { appointmentMissing, conflictGaps, tieReviewed } from '../domain/guardian.ts'
import { coverMissing, inForce } from '../domain/in-force.ts'
import { kinMissing } from '../domain/kin-kind.ts'
import { interviewMissing, planMissing, transitionMissing } from '../domain/interviews.ts'
import type { KindName } from '../domain/kinds.ts'
import { confirmationMissing, inPlaceMissing, optionOf } from '../domain/lasting.ts'
import { told, type Recorded, type Said } from '../domain/said.ts'
import { reasonMissing } from '../domain/schooling.ts'
import { apartDetermined, panelGrounds } from '../domain/panel-grounds.ts'
import type { SiblingHeld } from '../domain/siblings.ts'
import { answerMissing, complaintsOf } from '../domain/suspension.ts'
import {
  carryOutMissing,
  elsewhereMissing,
  elsewhereOpen,
  handOverMissing,
  isMove,
  referralAbroadMissing,
  returnMissing,
  type ChildRecords,
} from '../domain/solution.ts'
import { tracingMissing } from '../domain/tracing-result.ts'
import { asChildRecords, lockChild, recordsOf, type OpenedRecord, type RequestsByKind } from './child-records.ts'
import { hasVoice } from './complaint-voice.ts'
import { todayIn, type ChildrenContext } from './children-context.ts'
import { childrenOf, guardianOf, lockGuardian } from './guardian-register.ts'
import { findingOfAdult, guardianNear, isNear, peopleOf } from './near.ts'
import { placementWithCarer } from './place-with-carer.ts'
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
  /** Its steps without this one, with their ids. */
  readonly earlier: OpenedRecord['steps']
  readonly all: readonly OpenedRecord[]
}

type Gate = (meeting: Meeting) => Promise<readonly string[]> | readonly string[]

const one = (gap: string | null): readonly string[] => (gap === null ? [] : [gap])

/** Those to whom nobody may be tied who is to act for this child: of this file, and of others. */
async function tiedTo({ trx, context, taken, all }: Meeting) {
  const ofThisFile = await peopleOf(trx, context, taken.fileId!, all)
  // Who is known in this file already is not said twice: a relative who seeks this child, say.
  const ofOthers = ((await context.keptAwayFrom?.(trx, taken.fileId)) ?? []).filter(
    (one) => !ofThisFile.some((known) => shareContacts(known, one)),
  )
  return { ofThisFile, ofOthers }
}

const appoint: Gate = async (meeting) => {
  const { trx, context, taken, said, before } = meeting
  const id = told(said, 'guardian') ?? ''
  const guardian = await lockGuardian(trx, context, id, taken.parties['authority'] ?? '')
  const { ofThisFile, ofOthers } = await tiedTo(meeting)
  return appointmentMissing({
    guardian,
    appointment: said,
    children: await childrenOf(trx, id, taken.requestId),
    nearSuspect: guardian !== null && isNear(guardian, ofThisFile),
    nearElsewhere: guardian !== null && !tieReviewed(before, id, taken.by.userId ?? '') && isNear(guardian, ofOthers),
    appointer: taken.by.userId ?? '',
    rules: context.guardians,
    today: todayIn(context),
  })
}

/** Who stands in is in no register: what they say of a conflict, and to whom they may be tied, is looked at all the same. */
const standIn: Gate = async (meeting) => {
  const { said } = meeting
  const { ofThisFile, ofOthers } = await tiedTo(meeting)
  const them = {
    name: told(said, 'stand_in') ?? '',
    phone: told(said, 'phone') ?? null,
    employer: told(said, 'employer') ?? null,
    address: null,
  }
  return [
    ...conflictGaps(said),
    ...(isNear(them, ofThisFile) ? ['guardian_near_suspect'] : []),
    ...(isNear(them, ofOthers) ? ['guardian_near_elsewhere'] : []),
  ]
}

const cover: Gate = async (meeting) => [
  ...coverMissing(meeting.earlier, meeting.said, todayIn(meeting.context)),
  ...(await appoint(meeting)),
]

/** The guardian is back: not one who has been suspended, or has left, in the meantime. */
const endCover: Gate = async ({ trx, context, taken, earlier }) => {
  const now = inForce(earlier)
  if (!now.cover) return ['cover_none']
  const id = told(now.guardian, 'guardian') ?? ''
  const guardian = await guardianOf(trx, context, id, taken.parties['authority'] ?? '')
  return guardian?.status === 'active' ? [] : ['guardian_not_active']
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
    examine: ({ before, said }) =>
      one(
        medicalTooSoon(before, said) ? 'age_medical_too_soon' : medicalTooHarsh(said) ? 'age_medical_too_harsh' : null,
      ),
    settle: ({ before, said, context }) => {
      const gap = appealMissing(before, said, { now: context.clock.now(), until: appealUntil(context, before) })
      return one(gap === null ? null : `age_${gap}`)
    },
    conclude: ({ before, said }) => {
      const gap = told(said, 'conclusion') === 'adult' ? notAdult(before, said) : null
      return one(gap === null ? null : `age_${gap}`)
    },
  },
  guardianship: {
    stand_in: standIn,
    provide: appoint,
    appoint,
    replace: appoint,
    cover,
    end_cover: endCover,
    visit: ({ said }) => visitMissing(said),
    complain: async ({ trx, taken, said }) => complaintMissing(said, await hasVoice(trx, taken.id)),
    answer_complaint: ({ earlier }) => answerMissing(complaintsOf(earlier)),
  },
  assessment: {
    submit: async ({ trx, context, of, taken, before, said, all }) => {
      const siblings = await siblingsOf(trx, context, of, taken.fileId!)
      const ofKind = (name: KindName) => all.filter(({ kind }) => kind === name)
      const [care, solutions, determinations] = [ofKind('care'), ofKind('solution'), ofKind('determination')]
      return assessmentMissing(before, said, panelGrounds({ care, solutions, determinations, siblings }))
    },
  },
  care: {
    place: async (meeting) => {
      const { trx, context, of, taken, said, all } = meeting
      const missing = placementMissing(said, {
        on: todayIn(context),
        siblings: await allKinOf(trx, context, of, taken.fileId!),
        assessed: assessedFor(
          all.filter(({ kind }) => kind === 'assessment'),
          ['placement', 'first_contact', 'incident', 'review'],
        ),
        apartDetermined: apartDetermined(all.filter(({ kind }) => kind === 'determination')),
      })
      return [...missing, ...(await placementWithCarer(meeting))]
    },
    incident: ofMissing,
    report_missing: ofMissing,
    tell_missing: ofMissing,
    search_day: ofMissing,
    search_week: ofMissing,
    search_month: ofMissing,
    find: ofMissing,
    end: ofMissing,
    hear: ({ before, said }) => heardMissing(before, said),
    review: ({ before, said, context }) => reviewMissing(before, said, todayIn(context)),
    visit: ({ said }) => visitMissing(said),
  },
  interview: { record: interview, hold: interview },
  schooling: { give_reason: ({ said, context }) => reasonMissing(said, todayIn(context)) },
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
    present: async ({ trx, context, taken, said }) => [
      ...papersMissing(said),
      ...tracingMissing(said, (await context.tracingResult?.(trx, taken.fileId!)) ?? null),
    ],
    vote: ({ before, said, all }) =>
      voteMissing(
        before,
        said,
        // Anyone who sat on an earlier panel for the child may sit again.
        all.filter(({ kind }) => kind !== 'determination'),
      ),
    approve: ({ before, said, context }) => decisionMissing(before, said, context.panel, todayIn(context)),
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
    confirm_elsewhere: async ({ trx, context, taken, said }) =>
      elsewhereMissing(said, await context.files.hasAttachment(trx, taken.fileId!)),
    answer: () => ['elsewhere_second_person'],
    close: ({ before }) => (elsewhereOpen(before) ? ['elsewhere_follow_ups'] : []),
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
    carry_out: async ({ trx, context, of, taken, record, before, all }) => [
      ...returnMissing(before, await childRecords(trx, context, of, taken.fileId!, all), {
        day: todayIn(context),
        timeZone: context.calendar.timeZone,
        actor: null,
        rules: context.returns,
      }),
      ...carryOutMissing(record),
    ],
    put_in_place: ({ said, before }) => inPlaceMissing(said, optionOf(before)),
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
  const earlier = record.steps.filter(({ id }) => id !== taken.id)
  const before = { ...record, state: taken.from ?? '', steps: earlier }
  const missing = await gate({ trx, context, of, taken, said, record, before, earlier, all })
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
    leave: leavingMissing(records.age, day, records.determinations),
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
  if (gate === 'leave_path') {
    const { age, determinations } = asChildRecords(all)
    return leavingMissing(age, todayIn(context), determinations)
  }
  if (gate === 'referred_abroad') {
    return referralAbroadMissing(await childRecords(trx, context, of, fileId, all), {
      day: todayIn(context),
      timeZone: context.calendar.timeZone,
      rules: context.returns,
    })
  }
  // What keeps a child here is no return.
  const solutions = all.filter((record) => record.kind === 'solution' && isMove(record))
  const through = solutions.some(
    ({ state, steps }) =>
      steps.some(({ step }) => step === (gate === 'returned' ? 'hand_over' : 'decide')) && state !== 'not_carried_out',
  )
  const elsewhere = solutions.some(
    // Answered by one person in records of before; by a second one since.
    ({ steps }) =>
      steps.some(({ step }) => step === 'record_elsewhere') &&
      steps.some(({ step }) => step === 'confirm_elsewhere' || step === 'answer'),
  )
  if (through || elsewhere) return []
  const planned = gapsOf(context, solutions, await childRecords(trx, context, of, fileId, all), null).solutions.at(-1)
  if (!planned) return ['determination_missing', 'risk_missing']
  return planned.missing.length > 0 ? planned.missing : ['not_decided']
}
