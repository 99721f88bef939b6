/** Which procedure a person is on. Anything but a clearly adult person is on the child path. */
export const FILE_PATHS = ['adult', 'child'] as const
export type FilePath = (typeof FILE_PATHS)[number]

/** What somebody said of a person's age at first contact. "Not sure" is treated as a child (CoE Convention, art. 10(3)). */
export const AGE_STATEMENTS = ['adult', 'child', 'not_sure'] as const
export type AgeStatement = (typeof AGE_STATEMENTS)[number]

export const pathFor = (age: AgeStatement): FilePath => (age === 'adult' ? 'adult' : 'child')

/** How a person's age is known. */
export const AGE_BASES = ['documented', 'declared', 'estimated', 'disputed'] as const
export type AgeBasis = (typeof AGE_BASES)[number]

/** `import_undone` is the end of a file whose import was undone; it leaves every list. */
export const FILE_STATUSES = ['open', 'closure_requested', 'closed', 'import_undone'] as const
export type FileStatus = (typeof FILE_STATUSES)[number]

/** How far a file is on its way through the national procedure. Derived, never entered. */
export const FILE_STAGES = [
  'contact',
  'consent',
  'reasonable_grounds',
  'plan',
  'conclusive_grounds',
  'closure',
] as const
export type FileStage = (typeof FILE_STAGES)[number]

/** The two decisions of identification: suspicion that cannot yet be proved, and the formal decision. */
export const DECISION_KINDS = ['reasonable_grounds', 'conclusive_grounds'] as const
export type DecisionKind = (typeof DECISION_KINDS)[number]

export const DECISION_OUTCOMES = ['positive', 'negative'] as const
export type DecisionOutcome = (typeof DECISION_OUTCOMES)[number]

/** Who may ask for a decision to be looked at again. */
export const RECONSIDERATION_ASKERS = ['person', 'representative', 'agency', 'body'] as const
export type ReconsiderationAsker = (typeof RECONSIDERATION_ASKERS)[number]

/** What a body may rest a decision on. */
export const EVIDENCE_KINDS = [
  'screening',
  'account_of_the_person',
  'document',
  'witness',
  'medical_report',
  'professional_opinion',
  'police_information',
  'other',
] as const
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number]

/** What an adult may decline, each by itself. Who declines recording has no file. */
export const REFUSAL_KINDS = ['recording', 'identification', 'sharing'] as const
export type RefusalKind = (typeof REFUSAL_KINDS)[number]

/** The seven answers of the HTCDS consent question (`con_Consent`), each kept as an answer of its own. */
export const CONSENT_QUESTIONS = [
  'consents_to_interview',
  'informed_of_purpose',
  'informed_of_use',
  'informed_of_research',
  'informed_of_access',
  'informed_of_retention',
  'informed_of_withdrawal',
] as const
export type ConsentQuestion = (typeof CONSENT_QUESTIONS)[number]

/** Why somebody opens who a person is; recorded with the opening. */
export const OPENING_PURPOSES = [
  'work_on_file',
  'contact_person',
  'check_duplicate',
  'decide',
  'person_asks',
  'supervise',
] as const
export type OpeningPurpose = (typeof OPENING_PURPOSES)[number]

/** What a note is about. Testimony is not written into notes. */
export const NOTE_KINDS = ['general', 'contact', 'visit', 'safety', 'supervision'] as const
export type NoteKind = (typeof NOTE_KINDS)[number]

/** What a review looks at again. */
export const REVIEW_SUBJECTS = ['plan', 'risk', 'file'] as const
export type ReviewSubject = (typeof REVIEW_SUBJECTS)[number]

/** What a review came to: it goes on as it is, is changed, or is no longer needed. */
export const REVIEW_DECISIONS = ['continue', 'change', 'close'] as const
export type ReviewDecision = (typeof REVIEW_DECISIONS)[number]

/** Events of a file that clocks start at and stop on. */
export const FILE_EVENTS = [
  'first_contact',
  /** By the authority, out of its register of guardians who were checked. */
  'guardian_appointed',
  /** Written down by somebody who works on the file: nobody has checked who it is. */
  'guardian_named',
  'identification_requested',
  'reasonable_grounds_decided',
  'reasonable_grounds_positive',
  'reasonable_grounds_negative',
  'conclusive_grounds_decided',
  'needs_assessed',
  'plan_agreed',
  'plan_reviewed',
  'closed',
] as const
export type FileEventCode = (typeof FILE_EVENTS)[number]
