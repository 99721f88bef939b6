import { INFORMATION_GRADES, SOURCE_GRADES, type Evaluation } from '@gloact/exchange'
import { readRows, type FormAnswers } from '@gloact/forms'
import { valueOf } from '@gloact/kernel'
import { strayAnswers } from '../tracks.ts'

/** Whom a report may name: neither a victim nor a witness, and nobody who seeks asylum. */
export const SUBJECT_ROLES = ['suspect', 'accused', 'convicted', 'legal_person'] as const

/** What is missing from a report before it can go. */
export const REPORT_PROBLEMS = [
  'no_offences',
  'no_summary',
  'victim_not_excluded',
  'victim_named',
  'no_source_grade',
  'no_information_grade',
  'subject_role',
  'no_purpose',
  'no_handling',
  'no_handling_note',
  'stray_answer',
] as const
export type ReportProblem = (typeof REPORT_PROBLEMS)[number]

/** The 4×4 evaluation that a form gives; null where either half is missing: a grade of one half says nothing. */
export function evaluationIn(answers: FormAnswers): Evaluation | null {
  const source = SOURCE_GRADES.find((grade) => grade === valueOf(answers['source']))
  const information = INFORMATION_GRADES.find((grade) => grade === valueOf(answers['information']))
  return source === undefined || information === undefined ? null : { source, information }
}

export function checkReport(answers: FormAnswers): readonly ReportProblem[] {
  const text = (path: string): string => {
    const value = valueOf(answers[path])
    return typeof value === 'string' ? value.trim() : ''
  }
  const chosen = (path: string): readonly unknown[] => {
    const value = valueOf(answers[path])
    return Array.isArray(value) ? value : []
  }
  const found: Readonly<Record<ReportProblem, boolean>> = {
    no_offences: chosen('offences').length === 0,
    no_summary: text('summary') === '',
    // Absent is not "no".
    victim_not_excluded: text('names_victim') === '',
    victim_named: text('names_victim') !== '' && text('names_victim') !== 'no',
    no_source_grade: !SOURCE_GRADES.some((grade) => grade === text('source')),
    no_information_grade: !INFORMATION_GRADES.some((grade) => grade === text('information')),
    subject_role: readRows(answers, 'subjects').some(
      (row) => !SUBJECT_ROLES.some((role) => valueOf(row.answers['role']) === role),
    ),
    no_purpose: text('purpose') === '',
    no_handling: text('tlp') === '',
    no_handling_note: chosen('codes').includes('h3') && text('handling_note') === '',
    stray_answer: strayAnswers(Object.keys(answers)).length > 0,
  }
  return REPORT_PROBLEMS.filter((problem) => found[problem])
}
