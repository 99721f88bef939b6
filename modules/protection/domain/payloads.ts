import type { Audience } from '@gloact/forms'
import type { AttachmentAdded, AttachmentRemoved } from './attachments/attachment-payloads.ts'
import type { Absence, Answer, PlainDate } from '@gloact/kernel'
import type { OpenedInEmergency, OpeningEnded, OpeningReviewed } from './emergency.ts'
import type { RiskAssessed } from './risk.ts'
import type { ScreeningProfile } from './screening/indicator-set.ts'
import type { Smuggled, Suspicion } from './screening/suspicions.ts'
import type { IndicatorObservation } from './screening/screening-rule.ts'
import type { Tagged } from './tags.ts'
import type {
  AppointmentChanged,
  AppointmentEnded,
  AppointmentMade,
  ServiceRecorded,
  ServiceResultRecorded,
} from './service-payloads.ts'
import type {
  AgeBasis,
  AgeStatement,
  ConsentQuestion,
  DecisionKind,
  DecisionOutcome,
  EvidenceKind,
  NoteKind,
  ReconsiderationAsker,
  RefusalKind,
  ReviewDecision,
  ReviewSubject,
} from './words.ts'

/** What each action of a file says. Sealed whole under the person's key; the contract has their schemas. */
export interface Payloads {
  file_opened: FileOpened
  screening_recorded: ScreeningRecorded
  consent_recorded: ConsentRecorded
  consent_withdrawn: ConsentWithdrawn
  consent_confirmed: ConsentConfirmed
  refusal_recorded: RefusalRecorded
  answers_recorded: AnswersRecorded
  note_added: NoteAdded
  assigned: Assigned
  audience_set: AudienceSet
  path_changed: PathChanged
  path_confirmed: PathConfirmed
  path_returned: PathReturned
  guardian_appointed: GuardianAppointed
  identification_requested: IdentificationRequested
  decision_recorded: DecisionRecorded
  reconsideration_requested: ReconsiderationRequested
  plan_agreed: PlanAgreed
  risk_assessed: RiskAssessed
  review_held: ReviewHeld
  closure_requested: ClosureRequested
  closure_approved: ClosureApproved
  closure_returned: ClosureReturned
  file_reopened: FileReopened
  service_recorded: ServiceRecorded
  service_result_recorded: ServiceResultRecorded
  appointment_made: AppointmentMade
  appointment_changed: AppointmentChanged
  appointment_ended: AppointmentEnded
  tagged: Tagged
  opened_in_emergency: OpenedInEmergency
  opening_reviewed: OpeningReviewed
  opening_ended: OpeningEnded
  entry_corrected: EntryCorrected
  entry_struck: EntryStruck
  attachment_added: AttachmentAdded
  attachment_removed: AttachmentRemoved
  import_undone: ImportUndone
}

export type ActionType = keyof Payloads

export interface FileOpened {
  readonly age: AgeStatement
  readonly contactOn: PlainDate
  /** Code of the list `detection_channel`: how the person came to be known. */
  readonly channel: string
  /** The team that works on it; null leaves it with the person who opened it. */
  readonly teamId: string | null
  /** The person who opens a file may take it on; giving it to somebody else is an action of its own. */
  readonly assignedTo: string | null
  /** Entered from paper, after the fact: clocks that had passed by then are not anybody's task. */
  readonly backlog?: boolean | undefined
}

export interface ScreeningRecorded {
  readonly set: string
  readonly setVersion: string
  readonly profile: ScreeningProfile
  /** Indicator id → whether it was seen. What is not here was not asked. */
  readonly observed: Readonly<Record<string, IndicatorObservation>>
  /** A child: whether anybody recruited, moved, harboured or received them, and whether exploitation was meant. */
  readonly act: IndicatorObservation
  readonly intendedExploitation: IndicatorObservation
  readonly safeNow: 'yes' | 'no' | 'not_sure' | Absence
  readonly urgentNeeds: readonly string[]
  readonly language: string | null
  readonly screenedOn: PlainDate
  /** Who had screened the person already, and when: why nothing was asked here. */
  readonly elsewhere?: string | undefined
  /** What is suspected besides what the list of indicators is about. */
  readonly suspicions?: readonly Suspicion[] | undefined
  /** Somebody who was smuggled: what they need said of them to be assisted and handed over. */
  readonly smuggled?: Smuggled | undefined
}

export interface ConsentGrantPayload {
  readonly id: string
  /** Codes of the lists `consent_purpose`, `recipient_kind` and `data_group`. */
  readonly purpose: string
  readonly recipientKind: string
  /** The one agency that is meant; null for every agency of the kind. */
  readonly recipientAgencyId: string | null
  readonly dataGroup: string
  readonly validFrom: PlainDate
  readonly validUntil: PlainDate
}

export interface ConsentRecorded {
  readonly consentOn: PlainDate
  readonly questions: Readonly<Record<ConsentQuestion, Answer<'yes' | 'no'>>>
  /** Codes of `consent_capacity` and `consent_form`. */
  readonly capacity: string
  readonly form: string
  /** Who explained it, in words. */
  readonly explainedBy: string
  readonly language: string
  readonly interpreter: string | null
  readonly witness: string | null
  /** A child's own view, by capacity; and who consents in a guardian's place, with the reason. */
  readonly assent: Answer<'yes' | 'no'>
  readonly guardian: string | null
  readonly bestInterestsBasis: string | null
  readonly grants: readonly ConsentGrantPayload[]
}

export interface ConsentWithdrawn {
  readonly withdrawnOn: PlainDate
  readonly grantIds: readonly string[]
  readonly reason: string | null
}

export interface RefusalRecorded {
  readonly kind: Exclude<RefusalKind, 'recording'>
  readonly declinedOn: PlainDate
  /** What was explained about what still happens. */
  readonly explained: string | null
}

export interface AnswersRecorded {
  readonly form: string
  readonly version: string
  /** Path within the form → answer. Whose values they take the place of stands in the action's `replaces`. */
  readonly edits: Readonly<Record<string, Answer>>
  /** Why what stood there before is changed, where the person who changed it said so. */
  readonly reason?: string | undefined
}

export interface NoteAdded {
  readonly kind: NoteKind
  readonly text: string
  readonly notedOn: PlainDate
}

export interface Assigned {
  readonly teamId: string | null
  readonly userId: string | null
}

/** Who may read what is restricted to an audience. Rank grants nothing: the people are named. */
export interface AudienceSet {
  readonly audience: Audience
  readonly userIds: readonly string[]
}

export interface PathChanged {
  readonly to: 'adult' | 'child'
  readonly basis: AgeBasis
  readonly reasons: string
  readonly establishedOn: PlainDate
}

/** A second person confirms the change of path that this action asked for. */
export interface PathConfirmed {
  readonly changeId: string
}

export interface PathReturned {
  readonly changeId: string
  readonly reasons: string
}

/** A second person confirms that somebody who had declined has agreed since. */
export interface ConsentConfirmed {
  readonly consentId: string
}

export interface GuardianAppointed {
  readonly appointedOn: PlainDate
  /** Who, in words; sealed like everything else. */
  readonly guardian: string
  readonly noConflictOfInterest: boolean
}

export interface IdentificationRequested {
  readonly kind: DecisionKind
  readonly bodyAgencyId: string
  readonly requestedOn: PlainDate
}

export interface Evidence {
  readonly kind: EvidenceKind
  readonly source: string
  readonly note: string
}

export interface DecisionRecorded {
  readonly kind: DecisionKind
  readonly outcome: DecisionOutcome
  readonly decidedOn: PlainDate
  readonly body: { readonly agencyId: string; readonly name: string; readonly type: string }
  /** The provision it rests on, and the reasons. Both are required of the person who decides. */
  readonly legalBasis: string
  readonly reasons: string
  readonly evidence: readonly Evidence[]
  /** What the person is told, in their language. */
  readonly notice: string | null
  /** The earlier decision that this one reconsiders. */
  readonly reconsiders: string | null
}

export interface ReconsiderationRequested {
  readonly decisionId: string
  readonly requestedOn: PlainDate
  readonly requestedBy: ReconsiderationAsker
  readonly reasons: string
}

export interface PlanAgreed {
  readonly agreedOn: PlainDate
  /** Whether it was agreed with the person, and why not where it was not. */
  readonly agreedWithPerson: boolean
  readonly reasons: string | null
  /** Whether it was a review of an earlier plan as well. Since reviews are recorded by themselves (`review_held`) no screen says so. */
  readonly review: boolean
}

/** The support plan, the risks, or the whole file was looked at again. */
export interface ReviewHeld {
  readonly of: ReviewSubject
  readonly heldOn: PlainDate
  /** Who took part, in words. */
  readonly participants: string
  readonly personTookPart: Answer<'yes' | 'no'>
  readonly findings: string
  readonly decision: ReviewDecision
  /** When it is looked at next; null only where it ends. */
  readonly nextReviewOn: PlainDate | null
}

export interface ClosureRequested {
  /** Code of the list `closure_reason`. */
  readonly reason: string
  readonly summary: string
}

export interface ClosureApproved {
  readonly closedOn: PlainDate
}

export interface ClosureReturned {
  readonly reasons: string
}

export interface FileReopened {
  readonly reopenedOn: PlainDate
  readonly reasons: string
}

export interface ImportUndone {
  readonly batchId: string
}

/**
 * What of an entry may be put right where it stands, by kind of entry: dates, words and spelling. What an entry decides,
 * grants or asks is not in this list: that is done again by an entry of its own (a decision is reconsidered, a consent
 * withdrawn or recorded again), since somebody may have acted on it.
 */
export const CORRECTABLE = {
  note_added: ['kind', 'text', 'notedOn'],
  consent_recorded: [
    'consentOn',
    'explainedBy',
    'language',
    'interpreter',
    'witness',
    'guardian',
    'bestInterestsBasis',
  ],
  refusal_recorded: ['declinedOn', 'explained'],
  guardian_appointed: ['appointedOn', 'guardian'],
  plan_agreed: ['agreedOn', 'agreedWithPerson', 'reasons'],
  risk_assessed: ['assessedOn', 'overallReason'],
  review_held: ['heldOn', 'participants', 'findings', 'nextReviewOn'],
  decision_recorded: ['decidedOn', 'legalBasis', 'reasons', 'notice'],
} as const satisfies { readonly [Type in keyof Payloads]?: readonly (keyof Payloads[Type])[] }

export type CorrectableType = keyof typeof CORRECTABLE

/** How long the words of an entry may be, corrected as when they are recorded. */
export const CORRECTED_LENGTHS = {
  note_added: { text: 20_000 },
  consent_recorded: { explainedBy: 200, interpreter: 200, witness: 200, guardian: 200, bestInterestsBasis: 2_000 },
  refusal_recorded: { explained: 2_000 },
  guardian_appointed: { guardian: 300 },
  plan_agreed: { reasons: 4_000 },
  risk_assessed: { overallReason: 4_000 },
  review_held: { participants: 1_000, findings: 10_000 },
  decision_recorded: { legalBasis: 1_000, reasons: 20_000, notice: 10_000 },
} as const satisfies { readonly [Type in CorrectableType]: { readonly [Key in keyof Payloads[Type]]?: number } }
export const CORRECTABLE_TYPES = Object.keys(CORRECTABLE) as CorrectableType[]

/**
 * Entries that can be marked as recorded in error as a whole: written into the wrong file, or never so. A decision cannot:
 * its body reconsiders it. A file's opening cannot either: it is what the file is.
 */
export const STRIKABLE_TYPES = [
  'note_added',
  'screening_recorded',
  'consent_recorded',
  'refusal_recorded',
  'guardian_appointed',
  'plan_agreed',
  'risk_assessed',
  'review_held',
] as const satisfies readonly (keyof Payloads)[]
export type StrikableType = (typeof STRIKABLE_TYPES)[number]

export type MistakenType = CorrectableType | StrikableType

/** What is put right, by kind: only what `CORRECTABLE` names, only what is different. */
export type Changes<Type extends CorrectableType> = {
  readonly [Key in (typeof CORRECTABLE)[Type][number] & keyof Payloads[Type]]?: Payloads[Type][Key]
}

/** An entry says something wrong in its dates or words. The entry stands as corrected, and what it said stays. */
export type EntryCorrected = {
  readonly [Type in CorrectableType]: {
    readonly entryId: string
    readonly kind: Type
    readonly changes: Changes<Type>
    readonly reason: string
  }
}[CorrectableType]

/** An entry was recorded in error. It counts no longer, and stays to be read, struck through, with the reason. */
export interface EntryStruck {
  readonly entryId: string
  readonly reason: string
}
