import type { Database } from '@gloact/postgres'
import type { ColumnType, Kysely } from 'kysely'

interface Owned {
  country: string
  agency_id: string
}

export interface EventRow extends Owned {
  id: string
  title: string
  place: string
  language: string
  starts_on: string
  ends_on: string
  nominate_by: string
  hours: number
  seats: number
  criteria: unknown
  criteria_text: string
  pass_mark: number
  attendance_needed: number
  repeats: boolean
  planned_by: string
  planned_at: string
  published_at: string | null
  form_seed: string | null
  bank_id: string | null
}

export interface TrainingTables {
  'training.event': EventRow
  'training.session': Owned & {
    id: string
    event_id: string
    position: number
    title: string
    day: string
    opened_at: string | null
    closed_at: string | null
  }
  'training.practitioner': Owned & {
    id: string
    employer: string
    profession: string
    /** For counts alone. */
    sex: string | null
    sealed: Uint8Array
    added_by: string
    added_at: string
  }
  'training.nomination': Owned & {
    id: string
    event_id: string
    from_agency_id: string
    practitioner_id: string
    years_in_post: number | null
    nominated_by: string
    nominated_at: string
  }
  'training.decision': Owned & {
    id: string
    nomination_id: string
    from_agency_id: string
    decision: string
    reason: string
    decided_by: string
    decided_at: string
    number: number
  }
  'training.participant': Owned & {
    id: string
    event_id: string
    nomination_id: string
    practitioner_id: string
    code_digest: Uint8Array
    sealed_code: Uint8Array
    invited_at: string | null
    withdrawn_at: string | null
  }
  'training.attendance': Owned & {
    participant_id: string
    session_id: string
    how: string
    recorded_by: string | null
    recorded_at: string
    removed_by: string | null
    removed_at: string | null
  }
  'training.bank': Owned & {
    id: string
    title: string
    language: string
    digest: Uint8Array
    findings: unknown
    imported_by: string
    version: ColumnType<number, number | undefined, never>
    replaces: string | null
    imported_at: string
  }
  'training.question': Owned & {
    id: string
    bank_id: string
    position: number
    line: number
    name: string
    category: string
    content: unknown
  }
  'training.test': Owned & {
    id: string
    event_id: string
    kind: string
    question_ids: string[]
    opened_at: string | null
    closed_at: string | null
  }
  'training.attempt': Owned & {
    id: string
    test_id: string
    participant_id: string
    number: number
    digest: Uint8Array
    sealed_answers: Uint8Array
    marks: unknown
    submitted_at: string
  }
  'training.essay_mark': Owned & {
    attempt_id: string
    question_id: string
    marker_id: string
    mark: number
    marked_at: string
  }
  'training.issuer_key': {
    key_id: string
    country: string
    public_key: string
    sealed_key: Uint8Array
    made_at: string
    revoked_at: string | null
  }
  'training.code_secret': { country: string; sealed: Uint8Array }
  'training.certificate': Owned & {
    id: string
    participant_id: string
    event_id: string
    key_id: string
    code_digest: Uint8Array
    sealed: Uint8Array
    issued_by: string
    issued_at: string
    revoked_by: string | null
    revoked_at: string | null
  }
  'training.follow_up': Owned & {
    id: string
    participant_id: string
    uses: string
    in_post: boolean
    barriers: string[]
    sealed_example: Uint8Array | null
    answered_at: string
  }
  'training.double_decision': Owned & {
    id: string
    one_id: string
    other_id: string
    same: boolean
    decided_by: string
    decided_at: string
    undone_by: string | null
    undone_at: string | null
  }
  'training.contact_consent': Owned & {
    id: string
    practitioner_id: string
    given: boolean
    how: string
    recorded_by: string | null
    recorded_at: string
  }
  'training.transfer': Owned & {
    id: string
    practitioner_id: string
    from_employer: string
    from_profession: string
    to_employer: string
    to_profession: string
    since: string
    recorded_by: string
    recorded_at: string
  }
  'training.trainer': Owned & {
    id: string
    practitioner_id: string
    topics: string
    languages: string[]
    cleared: boolean
    listed: boolean
    recorded_by: string
    recorded_at: string
  }
  'training.delivery': Owned & {
    id: string
    practitioner_id: string
    event_id: string
    observed: boolean
    rating: number | null
    sealed_note: Uint8Array | null
    recorded_by: string
    recorded_at: string
  }
  'training.satisfaction': Owned & {
    id: string
    participant_id: string
    ratings: unknown
    sealed_comment: Uint8Array | null
    answered_at: string
  }
  'training.example_check': Owned & {
    id: string
    follow_up_id: string
    verified: boolean
    checked_by: string
    checked_at: string
  }
  'training.confirmation': Owned & {
    id: string
    participant_id: string
    code_digest: Uint8Array
    sealed_code: Uint8Array
    asked_by: string
    asked_at: string
    answer: string | null
    answered_at: string | null
  }
  'training.course_version': Owned & {
    id: string
    course_id: string
    language: string
    version: number
    title: string
    content: unknown
    digest: Uint8Array
    saved_by: string
    saved_at: string
  }
  'training.course_offer': Owned & {
    id: string
    event_id: string
    course_id: string
    offered: boolean
    decided_by: string
    decided_at: string
  }
  'training.course_progress': Owned & {
    id: string
    participant_id: string
    course_id: string
    step: string
    version: number
    language: string
    answer: number[]
    recorded_at: string
  }
  'training.course_completion': Owned & {
    participant_id: string
    course_id: string
    version: number
    score: number | null
    completed_at: string
  }
  'training.event_arrangement': Owned & {
    id: string
    event_id: string
    number: number
    content: unknown
    saved_by: string
    saved_at: string
  }
  'training.scorm_package': Owned & {
    id: string
    title: string
    language: string
    launch: string
    parameters: string
    files: number
    bytes: number
    digest: Uint8Array
    imported_by: string
    imported_at: string
  }
  'training.scorm_file': Owned & { package_id: string; path: string; content: Uint8Array }
  'training.scorm_attempt': Owned & {
    id: string
    participant_id: string
    package_id: string
    saved: string
    status: string
    score: number | null
    sealed_state: Uint8Array
    begun_at: string
    saved_at: string
  }
  'training.code_try': { place: Uint8Array; begun_at: string; failed: number }
}

/** The module's own tables, in a pool or a transaction. */
export const tables = (db: Database): Kysely<TrainingTables> => db as Kysely<TrainingTables>
