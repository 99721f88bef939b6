import type { Audience } from '@gloact/forms'
import type { Absence, Answer, PlainDate } from '@gloact/kernel'
import type { ScreeningProfile } from '@gloact/standards/indicators'
import type { Smuggled, Suspicion } from '../contact/suspicions.ts'
import type { IndicatorObservation } from '../contact/screening-rule.ts'
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
  /** Nobody could look for an earlier file of the person: it is owed, and somebody's task until it is made. */
  readonly searchOwed?: boolean | undefined
}

/** What came of looking for earlier files of the person, once the search that was owed could be made. */
export const SEARCH_RESULTS = ['none', 'other_file'] as const
export interface EarlierFileSought {
  /** `other_file`: one was found that seems to be theirs. */
  readonly result: (typeof SEARCH_RESULTS)[number]
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
  /** How many members of the authority have to agree before it takes effect, as the country said then; one where nothing is said. */
  readonly members?: number | undefined
}

/** Another member of the authority agrees with a decision that waits for them. */
export interface DecisionAgreed {
  readonly decisionId: string
}

/** A decision that waits for other members is not agreed with, or the member who wrote it withdraws it: it never took effect. */
export interface DecisionSentBack {
  readonly decisionId: string
  readonly reasons: string
}

/** What the authority has to know before it decides. */
export interface InformationRequested {
  readonly question: string
  readonly askedOn: PlainDate
}

export interface InformationGiven {
  readonly requestId: string
  readonly answer: string
  readonly givenOn: PlainDate
}

/** The designated authority was told of a child, on the ground that a child's protection asks for no consent. */
export interface ChildProtectionTold {
  readonly agencyId: string
}

/** The authority that was told has the child's protection in hand. */
export interface ChildReceived {
  readonly agencyId: string
}

/** What the case team calls a file among themselves; null takes the word away. */
export interface Labelled {
  readonly label: string | null
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

/** An entry says something wrong in its dates or words. The entry stands as corrected, and what it said stays. */
export interface EntryCorrected {
  readonly entryId: string
  /** The kind of the entry. */
  readonly kind: string
  /** What is different: only what its kind lets be corrected. */
  readonly changes: Readonly<Record<string, unknown>>
  readonly reason: string
}

/** An entry was recorded in error. It counts no longer, and stays to be read, struck through, with the reason. */
export interface EntryStruck {
  readonly entryId: string
  readonly reason: string
}
