import type { Instruction, Outcome } from '@gloact/law/amend'
import type { Database } from '@gloact/postgres'
import type { Generated, JSONColumnType, Kysely } from 'kysely'
import type { Citation } from '../contract/assessments.ts'
import type { ASSISTANCE, PRIORITIES } from '../domain/gap-plan.ts'
import type { TreatyStep } from '../domain/ratification.ts'
import type { FindingState, FindingStatus, Review } from '../domain/finding.ts'

interface OfAgency {
  country: string
  agency_id: string
}

interface LegislationTables {
  'legislation.request': { id: string; state: string; changed_at: string }
  'legislation.draft': OfAgency & {
    id: string
    title: string
    before_id: string
    assessment_id: string | null
    obligation: string
    opened_by: string
    opened_at: string
    assessed_by_draft: string | null
    assessed_at: string | null
    enacted_id: string | null
  }
  'legislation.consultation': OfAgency & {
    draft_id: string
    invited_agency: string
    until: string
    invited_by: string
    invited_at: string
  }
  'legislation.clause': OfAgency & {
    id: string
    version: number
    draft_id: string
    position: number
    instruction: JSONColumnType<Instruction>
    withdrawn: boolean
    by_user: string
    at: string
  }
  'legislation.remark': OfAgency & {
    id: string
    draft_id: string
    clause_id: string
    by_agency: string
    by_user: string
    words: string
    suggestion: string | null
    at: string
    decision: 'accepted' | 'rejected' | null
    why: Generated<string>
    decided_by: string | null
    decided_at: string | null
  }
  'legislation.amendment': OfAgency & {
    id: string
    law_id: string
    before_id: string
    amending_id: string
    after_id: string
    outcomes: JSONColumnType<Outcome[]>
    made_by: string
    made_at: string
  }
  'legislation.law': OfAgency & {
    id: string
    title: string
    type: 'act' | 'bill'
    number: string
    made_on: string
    added_by: string
    added_at: string
  }
  'legislation.expression': OfAgency & {
    id: string
    law_id: string
    language: string
    valid_from: string
    source: string
    source_sha256: string
    akn: string
    added_by: string
    added_at: string
  }
  'legislation.original': OfAgency & {
    expression_id: string
    format: 'text' | 'xml' | 'html' | 'json' | 'docx' | 'pdf'
    sha256: string
    bytes: Uint8Array
    added_by: string
    added_at: string
  }
  'legislation.ratification': OfAgency & {
    id: string
    pack: string
    position: number
    step: TreatyStep
    made_on: string | null
    binding_from: string | null
    reservations: string
    declarations: string
    added_by: string
    added_at: string
  }
  'legislation.gap_plan': OfAgency & {
    id: string
    assessment_id: string
    obligation: string
    version: number
    priority: (typeof PRIORITIES)[number]
    assistance: (typeof ASSISTANCE)[number]
    helper: string
    recommendation: string
    owner: string
    due_on: string | null
    by_user: string
    at: string
  }
  'legislation.provision': OfAgency & {
    expression_id: string
    eid: string
    position: number
    kind: string
    num: string
    heading: string
    words: string
    digest: string
  }
  'legislation.own_pack': OfAgency & {
    pack: string
    content: JSONColumnType<object>
    added_by: string
    added_at: string
  }
  'legislation.translation_signoff': OfAgency & {
    id: string
    obligation: string
    language: string
    digest: string
    by_user: string
    at: string
  }
  'legislation.search_text': OfAgency & {
    expression_id: string
    law_id: string
    language: string
    parents: number[]
    sizes: number[]
  }
  'legislation.search_word': OfAgency & { word: string; expression_id: string; positions: number[] }
  'legislation.assessment': OfAgency & {
    id: string
    title: string
    packs: string[]
    tier: 'core' | 'all'
    kind: 'baseline' | 'review' | 'draft_bill'
    as_of: string
    of_country: string | null
    opened_by: string
    opened_at: string
  }
  'legislation.finding': OfAgency & {
    assessment_id: string
    element: string
    status: FindingStatus
    reasoning: string
    citations: JSONColumnType<Citation[]>
    state: FindingState
    author: string
    reviewed_by: string | null
    validated_by: string | null
    sent_back: boolean
    version: number
    changed_at: string
  }
  'legislation.finding_entry': OfAgency & {
    id: string
    assessment_id: string
    element: string
    version: number
    what: 'answer' | Review
    status: FindingStatus
    reasoning: string
    citations: JSONColumnType<Citation[]>
    remark: string
    by_user: string
    at: string
  }
}

/** The module's own tables, in a pool or a transaction. */
export const tables = (db: Database): Kysely<LegislationTables> => db as Kysely<LegislationTables>
