import type { FileEvent } from '@gloact/calendar'
import type { Audience } from '@gloact/forms'
import { NO_FIELDS, type ActionId, type FieldValues } from '@gloact/ledger'
import type { Instant, PlainDate } from '@gloact/kernel'
import type { AttachmentAdded } from '../attachments/attachment-payloads.ts'
import type { OpenedInEmergency, OpeningReviewed } from '../emergency/emergency.ts'
import type {
  ChildProtectionTold,
  ClosureRequested,
  ConsentGrantPayload,
  ConsentRecorded,
  ConsentWithdrawn,
  DecisionRecorded,
  InformationGiven,
  InformationRequested,
  GuardianAppointed,
  NoteAdded,
  PathChanged,
  PlanAgreed,
  ReconsiderationRequested,
  RefusalRecorded,
  ReviewHeld,
  ScreeningRecorded,
} from './payloads.ts'
import type { ExclusionEnded, StaffExcluded } from './exclusions.ts'
import type { Recorded } from './recorded.ts'
import { SYSTEM_ACTOR } from './system-actor.ts'
import type { RiskAssessed } from './risk.ts'
import type { Appointment } from './appointments.ts'
import type { Service } from './services.ts'
import type {
  AgeBasis,
  AgeStatement,
  DecisionKind,
  FileEventCode,
  FilePath,
  FileStatus,
  ReviewSubject,
} from './words.ts'

export interface ConsentGrant extends ConsentGrantPayload {
  readonly consentId: ActionId
  readonly withdrawnOn: PlainDate | null
  /** It would undo a refusal, or stands on a change of path, that a second person has not confirmed: it allows nothing yet. */
  readonly waits?: boolean
}

/** A photograph, a recording or a document in the file, and who took it out again and why. */
export type Attachment = Recorded<AttachmentAdded> & {
  readonly removed: {
    readonly actionId: ActionId
    readonly actor: string
    readonly happenedAt: Instant
    readonly reason: string
  } | null
}

/** A decision that a body has been asked for and has not given. */
export interface AwaitedDecision {
  readonly kind: DecisionKind
  readonly bodyAgencyId: string
  readonly requestedOn: PlainDate
  /** The decision that is to be looked at again. */
  readonly reconsiders: ActionId | null
}

/** The file was opened in an emergency, and whether that was right once somebody has said so. */
export type EmergencyOpening = Recorded<OpenedInEmergency> & {
  readonly review: Recorded<OpeningReviewed> | null
  /** When the person who opened it handed it back before its time. */
  readonly endedAt?: Instant
}

/** That an authority was told of a child, and which of its officers received it and when. */
export type ToldOfChild = Recorded<ChildProtectionTold> & {
  readonly received: {
    readonly actionId: ActionId
    readonly actor: string
    readonly happenedAt: Instant
  } | null
}

/** That the file is closed to a member of staff, and who ended it. */
export type Exclusion = Recorded<StaffExcluded> & { readonly ended: Recorded<ExclusionEnded> | null }

/** A review that somebody set for a day. */
export interface NextReview {
  /** The day on which it was set. */
  readonly from: PlainDate
  /** Null: on none. */
  readonly on: PlainDate | null
}

/** What an entry said before it was corrected or struck, who found the mistake and when. */
export interface Mistake {
  /** Of which kind of action it is. */
  readonly kind: string
  /** The entry as it was, with who had recorded it. */
  readonly was: Recorded<object>
  readonly struck: boolean
  readonly reason: string
  readonly correctedIn: ActionId
  readonly actor: string
  readonly happenedAt: Instant
}

/**
 * Everything that a file's actions lead to. Plain JSON, sealed whole; what lists and clocks need in clear is derived from
 * it (`derive-row.ts`). Nothing in it is changed by hand.
 */
export interface FileState {
  readonly path: FilePath
  readonly age: AgeStatement
  readonly ageBasis: AgeBasis
  /** A change of path that a second person has still to confirm. */
  readonly pathWaits: Recorded<PathChanged> | null
  /**
   * The file came onto the child path from the adult one and no second person has confirmed it: the child is protected, and
   * what leaves the agency asks for consent and heeds refusals as before.
   */
  readonly consentStillAsked: boolean
  readonly contactOn: PlainDate
  readonly channel: string
  /** Whether it was entered from paper, after the fact. */
  readonly backlog: boolean
  /** Whether an earlier file of the person has still to be looked for. */
  readonly searchOwed: boolean
  readonly status: FileStatus
  readonly openedBy: string
  readonly teamId: string | null
  readonly assignedTo: string | null
  /** The staff named for what is restricted to an audience. */
  readonly audiences: Readonly<Partial<Record<Audience, readonly string[]>>>
  readonly fields: FieldValues
  readonly screenings: readonly Recorded<ScreeningRecorded>[]
  readonly consents: readonly Recorded<ConsentRecorded>[]
  readonly grants: readonly ConsentGrant[]
  readonly withdrawals: readonly Recorded<ConsentWithdrawn>[]
  readonly refusals: readonly Recorded<RefusalRecorded>[]
  /** Refusals that the person took back by a later consent, which a second person confirmed. */
  readonly refusalsTakenBack: readonly ActionId[]
  readonly decisions: readonly Recorded<DecisionRecorded>[]
  readonly awaited: AwaitedDecision | null
  /** A decision that other members of the authority have still to agree with, and who has agreed. */
  readonly decisionWaits: { readonly decision: Recorded<DecisionRecorded>; readonly agreedBy: readonly string[] } | null
  /** What the authority asked to know before it decides, each with its answer. */
  readonly informationRequests: readonly (Recorded<InformationRequested> & {
    readonly given: Recorded<InformationGiven> | null
  })[]
  readonly reconsiderations: readonly Recorded<ReconsiderationRequested>[]
  readonly guardian: Recorded<GuardianAppointed> | null
  /** The authorities that were told of a child, each with who received it there. */
  readonly childTold: readonly ToldOfChild[]
  /** Those appointed before, in order. */
  readonly formerGuardians: readonly Recorded<GuardianAppointed>[]
  readonly plans: readonly Recorded<PlanAgreed>[]
  readonly risks: readonly Recorded<RiskAssessed>[]
  readonly reviews: readonly Recorded<ReviewHeld>[]
  /** When each is to be looked at next, as entered; the country's own clocks run beside it. */
  readonly nextReviews: Readonly<Partial<Record<ReviewSubject, NextReview>>>
  /**
   * The assessments of risk, reviews and plans by which the next reviews were set, as the server put them into the file.
   * Ids are made by the clocks of different devices and say nothing of it.
   */
  readonly reviewsSetBy: readonly ActionId[]
  readonly notes: readonly Recorded<NoteAdded>[]
  readonly services: readonly Service[]
  readonly appointments: readonly Appointment[]
  readonly openings: readonly EmergencyOpening[]
  /** To whom of the staff the file is closed, in the order in which it was; those that ended too. */
  readonly exclusions: readonly Exclusion[]
  /** What the case team calls it among themselves: a neutral word, nobody's name. */
  readonly label: string | null
  /** Ids of the agency's or the country's tags, in order. */
  readonly tags: readonly string[]
  /** In the order in which they were added, those that were removed too. */
  readonly attachments: readonly Attachment[]
  readonly closure: Recorded<ClosureRequested> | null
  readonly closedOn: PlainDate | null
  /** What it was before its import was undone, for as long as it is. */
  readonly undoneFrom: Pick<FileState, 'status' | 'closedAt' | 'closedOn'> | null
  /** The moment at which it was closed; edits that people had made before it are still merged when they arrive. */
  readonly closedAt: Instant | null
  readonly events: readonly DatedEvent[]
  /** What entries said before they were corrected, and entries that were struck. */
  readonly mistakes: readonly Mistake[]
}

/** An event on which clocks start or stop, on the day that was entered. */
export interface DatedEvent extends FileEvent<FileEventCode> {
  readonly at: PlainDate
  /** The action that it came by. */
  readonly by?: ActionId
  /** The moment, where it was entered: counts where it lies on that day in the country. */
  readonly moment?: Instant
}

/** A file before its first action. */
export const UNOPENED: FileState = {
  path: 'child',
  age: 'not_sure',
  ageBasis: 'disputed',
  pathWaits: null,
  consentStillAsked: false,
  contactOn: '0001-01-01' as PlainDate,
  channel: 'other',
  backlog: false,
  searchOwed: false,
  status: 'open',
  openedBy: '',
  teamId: null,
  assignedTo: null,
  audiences: {},
  fields: NO_FIELDS,
  screenings: [],
  consents: [],
  grants: [],
  withdrawals: [],
  refusals: [],
  refusalsTakenBack: [],
  decisions: [],
  awaited: null,
  decisionWaits: null,
  informationRequests: [],
  reconsiderations: [],
  guardian: null,
  childTold: [],
  formerGuardians: [],
  plans: [],
  risks: [],
  reviews: [],
  nextReviews: {},
  reviewsSetBy: [],
  notes: [],
  services: [],
  appointments: [],
  openings: [],
  exclusions: [],
  label: null,
  tags: [],
  attachments: [],
  closure: null,
  closedOn: null,
  closedAt: null,
  undoneFrom: null,
  events: [],
  mistakes: [],
}

export const isOpened = (state: FileState): boolean => state.openedBy !== ''

/** The decision of a kind that stands: the last that was recorded. */
export const standingDecision = (state: FileState, kind: DecisionKind): Recorded<DecisionRecorded> | undefined =>
  state.decisions.findLast((decision) => decision.kind === kind)

/** The state with one more event on which clocks start or stop. */
export const withEvent = (
  state: FileState,
  code: FileEventCode,
  at: PlainDate,
  more: Pick<DatedEvent, 'by' | 'moment'> = {},
): FileState => ({
  ...state,
  events: [...state.events, { code, at, ...more }],
})

/**
 * The events on which clocks start and stop. A person who assessed the risks has assessed needs and risks, whether or not the form
 * for it was filled in; a guardian whom somebody wrote down is named, and not appointed by the authority. Both are followed from what
 * was recorded, so that files of before and corrections say it too.
 */
export function clockEvents(
  state: Pick<FileState, 'events' | 'risks' | 'guardian' | 'formerGuardians'>,
): readonly DatedEvent[] {
  const byHand = new Set(
    [...state.formerGuardians, ...(state.guardian ? [state.guardian] : [])].flatMap(({ actionId, actor }) =>
      actor === SYSTEM_ACTOR ? [] : [actionId],
    ),
  )
  const events = state.events.map((event) =>
    event.code === 'guardian_appointed' && event.by !== undefined && byHand.has(event.by)
      ? { ...event, code: 'guardian_named' as const }
      : event,
  )
  const [first] = state.risks.toSorted((a, b) => (a.assessedOn < b.assessedOn ? -1 : 1))
  if (!first || events.some(({ code }) => code === 'needs_assessed')) return events
  return [...events, { code: 'needs_assessed', at: first.assessedOn, by: first.actionId }]
}

/** What sets when something is looked at next: of what, from when on, and for which day; null: for none. */
export interface SetReview {
  readonly of: ReviewSubject
  readonly from: PlainDate
  readonly on: PlainDate | null
}

/**
 * The state with the day on which something is to be looked at next, as an entry set it. What was set on a later day
 * stays: a paper backlog may be entered in any order.
 */
export const withNextReview = (state: FileState, by: ActionId, set: SetReview): FileState => ({
  ...state,
  reviewsSetBy: [...state.reviewsSetBy, by],
  nextReviews: laterReview(state.nextReviews, set),
})

/** The next reviews, once one more entry has set one of them. */
export function laterReview(reviews: FileState['nextReviews'], { of, from, on }: SetReview): FileState['nextReviews'] {
  const before = reviews[of]
  return before && before.from > from ? reviews : { ...reviews, [of]: { from, on } }
}
