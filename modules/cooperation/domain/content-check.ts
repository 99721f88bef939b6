import { readRows, type FormAnswers } from '@gloact/forms'
import { valueOf, type PlainDate } from '@gloact/kernel'
import { isReached, isStale, type AuthoritySheet } from './authority.ts'
import { ABOUT_RETURN, matterOf, OTHER_TYPE_NAMES, OTHER_TYPES, otherType } from './other-types.ts'
import { requestForm } from './request-form.ts'
import { PERSON_ROLES, strayAnswers } from './tracks.ts'

/**
 * What is missing from a request before it can go, each with where it is asked: the Convention's list (UNTOC art. 18(15)), what
 * the receiver's sheet asks, and what no request for evidence may hold. In the order in which the form asks.
 */
export const CONTENT_PROBLEMS = [
  'no_requesting_authority',
  'no_legal_basis',
  'no_treaty',
  'no_proceedings',
  'no_offences',
  'no_conducting_authority',
  'no_conducting_functions',
  'no_facts',
  'victim_not_excluded',
  'victim_named',
  'no_type',
  'no_assistance',
  'no_dual_criminality',
  'person_role',
  'no_purpose',
  'no_handling',
  'no_handling_note',
  'no_urgency',
  'no_deadline_reason',
  'deadline_past',
  'oral_not_urgent',
  'no_oral_details',
  'no_language',
  'no_translation',
  'translation_language',
  'type_not_served',
  'no_person',
  'no_warrant',
  'no_penalty',
  'no_information',
  'no_team',
  'no_team_period',
  'no_team_rules',
  'no_detained_consent',
  'no_detained_terms',
  'no_transfer_case',
  'no_transfer_reason',
  'no_police_unit',
  'no_vessel',
  'no_vessel_flag',
  'no_position',
  'no_measures',
  'no_documents',
  'protection_not_excluded',
  'stray_answer',
  'not_reached',
] as const
export type ContentProblem = (typeof CONTENT_PROBLEMS)[number]
/** Those that questions of a type of its own can have. */
type OwnProblem =
  | 'no_warrant'
  | 'no_penalty'
  | 'no_information'
  | 'no_team'
  | 'no_team_period'
  | 'no_team_rules'
  | 'no_detained_consent'
  | 'no_detained_terms'
  | 'no_transfer_case'
  | 'no_transfer_reason'
  | 'no_police_unit'
  | 'no_vessel'
  | 'no_vessel_flag'
  | 'no_position'
  | 'no_measures'
  | 'no_documents'

/** Where the Convention, or the receiver, asks for it. */
export const ASKED_BY: Readonly<Record<ContentProblem, string>> = {
  no_requesting_authority: 'UNTOC 18(15)(a)',
  no_legal_basis: 'UNTOC 18(1)',
  no_treaty: 'UNTOC 18(7)',
  no_proceedings: 'UNTOC 18(15)(b)',
  no_offences: 'UNTOC 18(15)(b)',
  no_conducting_authority: 'UNTOC 18(15)(b)',
  no_conducting_functions: 'UNTOC 18(15)(b)',
  no_facts: 'UNTOC 18(15)(c)',
  victim_not_excluded: 'TIP 6, 14',
  victim_named: 'TIP 6, 14; SOM 19',
  no_type: 'UNTOC 18(3)',
  no_assistance: 'UNTOC 18(15)(d)',
  no_dual_criminality: 'UNTOC 18(9)',
  person_role: 'UNTOC 18(15)(e)',
  no_purpose: 'UNTOC 18(15)(f)',
  no_handling: 'UNTOC 18(20)',
  no_handling_note: 'UNTOC 18(20)',
  no_urgency: 'UNTOC 18(24)',
  no_deadline_reason: 'UNTOC 18(24)',
  deadline_past: 'UNTOC 18(24)',
  oral_not_urgent: 'UNTOC 18(14)',
  no_oral_details: 'UNTOC 18(14)',
  no_language: 'UNTOC 18(14)',
  no_translation: 'UNTOC 18(14)',
  translation_language: 'UNTOC 18(14)',
  type_not_served: 'UNTOC 18(13)',
  no_person: 'UNTOC 18(15)(e)',
  no_warrant: 'UNTOC 16(7)',
  no_penalty: 'UNTOC 16(1)',
  no_information: 'UNTOC 18(4)',
  no_team: 'UNTOC 19',
  no_team_period: 'UNTOC 19',
  no_team_rules: 'UNTOC 19',
  no_detained_consent: 'UNTOC 18(10)(a)',
  no_detained_terms: 'UNTOC 18(10)(b)',
  no_transfer_case: 'UNTOC 21',
  no_transfer_reason: 'UNTOC 21',
  no_police_unit: 'UNTOC 27(1)(a)',
  no_vessel: 'SOM 8(2)',
  no_vessel_flag: 'SOM 8(2)',
  no_position: 'SOM 8(2)',
  no_measures: 'SOM 8(2)',
  no_documents: 'SOM 18(3)',
  protection_not_excluded: 'SOM 19; TIP 14',
  stray_answer: 'TIP 6',
  not_reached: 'UNTOC 18(13)',
}

/** Where in the form each is corrected; null for what is not there. */
export const FIELD_OF: Readonly<Record<ContentProblem, string | null>> = {
  no_requesting_authority: 'requesting_authority',
  no_legal_basis: 'legal_basis',
  no_treaty: 'treaty',
  no_proceedings: 'proceedings',
  no_offences: 'offences',
  no_conducting_authority: 'conducting_authority',
  no_conducting_functions: 'conducting_functions',
  no_facts: 'facts',
  victim_not_excluded: 'names_victim',
  victim_named: 'names_victim',
  no_type: 'type',
  no_assistance: 'assistance',
  no_dual_criminality: 'dual_criminality',
  person_role: 'persons',
  no_purpose: 'purpose',
  no_handling: 'tlp',
  no_handling_note: 'handling_note',
  no_urgency: 'urgency',
  no_deadline_reason: 'deadline_reason',
  deadline_past: 'deadline',
  oral_not_urgent: 'oral',
  no_oral_details: 'oral_on',
  no_language: 'language',
  no_translation: 'translation',
  translation_language: 'translation_language',
  type_not_served: 'type',
  no_person: 'persons',
  no_warrant: 'warrant',
  no_penalty: 'penalty',
  no_information: 'information',
  no_team: 'team_members',
  no_team_period: 'team_period',
  no_team_rules: 'team_rules',
  no_detained_consent: 'detained_consent',
  no_detained_terms: 'detained_terms',
  no_transfer_case: 'transfer_case',
  no_transfer_reason: 'transfer_reason',
  no_police_unit: 'police_unit',
  no_vessel: 'vessel',
  no_vessel_flag: 'vessel_flag',
  no_position: 'vessel_position',
  no_measures: 'measures',
  no_documents: 'documents_held',
  protection_not_excluded: 'seeks_no_protection',
  stray_answer: null,
  not_reached: null,
}

/** The section of the form that a problem is corrected in. */
export const sectionOf = (problem: ContentProblem): string | undefined => {
  const field = FIELD_OF[problem]
  return requestForm.sections.find(({ fields }) => fields.some(({ id }) => id === field))?.id
}

export interface ContentChecked {
  /** It does not go while there is one. */
  readonly missing: readonly ContentProblem[]
  /** The sheet was not confirmed for a year: somebody asks first, and it may go all the same. */
  readonly staleSheet: boolean
}

export function checkContent(
  answers: FormAnswers,
  sheet: AuthoritySheet | undefined,
  today: PlainDate,
): ContentChecked {
  const has = (path: string): boolean => {
    const value = valueOf(answers[path])
    return typeof value === 'string'
      ? value.trim() !== ''
      : Array.isArray(value)
        ? value.length > 0
        : value !== undefined
  }
  const is = (path: string, code: string): boolean => valueOf(answers[path]) === code
  const among = (path: string, code: string): boolean => {
    const value = valueOf(answers[path])
    return Array.isArray(value) && value.includes(code)
  }
  const deadline = valueOf(answers['deadline'])
  const spoken = valueOf(answers['language'])
  const accepted = typeof spoken === 'string' && sheet !== undefined && sheet.languages.includes(spoken)
  const needsTranslation = sheet !== undefined && has('language') && !accepted && sheet.translationRequired
  const translated = valueOf(answers['translation_language'])
  const type = valueOf(answers['type'])
  const own = otherType(type)
  const asked = Object.fromEntries(
    OTHER_TYPE_NAMES.flatMap((name) =>
      Object.entries(OTHER_TYPES[name].asks).map(([field, problem]) => [
        problem,
        own !== undefined && own.asks[field] === problem && !has(field),
      ]),
    ),
  ) as Record<OwnProblem, boolean>
  const found: Readonly<Record<ContentProblem, boolean>> = {
    no_requesting_authority: !has('requesting_authority'),
    no_legal_basis: !has('legal_basis'),
    no_treaty: (is('legal_basis', 'bilateral') || is('legal_basis', 'regional')) && !has('treaty'),
    no_proceedings: !has('proceedings'),
    no_offences: !has('offences'),
    no_conducting_authority: !has('conducting_authority'),
    no_conducting_functions: !has('conducting_functions'),
    // Of a request to serve documents no summary of facts is asked.
    no_facts: !is('type', 'service') && !has('facts'),
    // Absent is not "no": anyone who does not know whether somebody can be recognised does not send it.
    victim_not_excluded: !has('names_victim'),
    victim_named: has('names_victim') && !is('names_victim', 'no'),
    no_type: !has('type'),
    no_assistance: !has('assistance'),
    no_dual_criminality: (sheet?.dualCriminality ?? false) && !has('dual_criminality'),
    person_role: readRows(answers, 'persons').some(
      (row) => !PERSON_ROLES.some((role) => valueOf(row.answers['role']) === role),
    ),
    no_purpose: !has('purpose'),
    no_handling: !has('tlp'),
    no_handling_note: among('codes', 'h3') && !has('handling_note'),
    no_urgency: !has('urgency'),
    no_deadline_reason: (has('deadline') || (has('urgency') && !is('urgency', 'routine'))) && !has('deadline_reason'),
    deadline_past: typeof deadline === 'string' && deadline < today,
    // Only where it is urgent may a request be made by voice, and it is confirmed in writing forthwith.
    oral_not_urgent: is('oral', 'yes') && is('urgency', 'routine'),
    no_oral_details: is('oral', 'yes') && !(has('oral_on') && has('oral_to')),
    no_language: !has('language'),
    no_translation: needsTranslation && !has('translation'),
    translation_language:
      needsTranslation &&
      has('translation') &&
      !(typeof translated === 'string' && sheet.languages.includes(translated)),
    type_not_served:
      sheet !== undefined &&
      isReached(sheet) &&
      has('type') &&
      !sheet.matters.includes(matterOf(valueOf(answers['type']))),
    no_person:
      (own?.person.length ?? 0) > 0 &&
      !readRows(answers, 'persons').some((row) => own?.person.includes(String(valueOf(row.answers['role'])))),
    ...asked,
    // Absent is not "no": a country whose national somebody may be is asked only where it is known that they seek no protection from it.
    protection_not_excluded: ABOUT_RETURN.includes(String(type)) && !is('seeks_no_protection', 'yes'),
    stray_answer: strayAnswers(Object.keys(answers)).length > 0,
    not_reached: sheet === undefined || !isReached(sheet),
  }
  return {
    missing: CONTENT_PROBLEMS.filter((problem) => found[problem] && !own?.without.includes(problem)),
    staleSheet: sheet !== undefined && isStale(sheet.confirmedOn, today),
  }
}
