import { acceptEdit, checkComplete, type FormAnswers } from '@gloact/forms'
import { err, ok, type Result } from '@gloact/kernel'
import type { RequestFailure, RequestsOf } from './requests-of.ts'

/** The answers of a step's form as they are recorded: normalised, each of the form, and none missing. */
export function checkAnswers(
  of: Pick<RequestsOf, 'kind' | 'forms' | 'codeLists' | 'clock' | 'calendar'>,
  step: string,
  answers: FormAnswers,
): Result<FormAnswers, RequestFailure> {
  const needs = of.kind.steps[step]?.needs
  const under = '/answers'
  if (needs === undefined) {
    if (Object.keys(answers).length === 0) return ok({})
    return err({ code: 'records.invalid_answers', fields: [{ pointer: under, code: 'forms.unknown_path' }] })
  }
  const form = of.forms?.[needs]
  if (!form) throw new Error(`the form ${needs} of ${of.kind.kind} is not there`)
  const accepted = acceptEdit(form, of.codeLists ?? {}, {}, answers, {
    today: of.clock.today(of.calendar.timeZone),
    under,
  })
  if (!accepted.ok) return err({ code: 'records.invalid_answers', fields: accepted.error })
  const missing = checkComplete(form, accepted.value, { under })
  return missing.length > 0 ? err({ code: 'records.invalid_answers', fields: missing }) : accepted
}
