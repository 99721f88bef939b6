import type { FormAnswers } from '@gloact/forms'
import { canonicalJson, type Answer } from '@gloact/kernel'

const isBlank = (answer: Answer | undefined): boolean =>
  answer === undefined || ('absent' in answer && answer.absent === 'not_asked')

/** The answers without those that were never given: what is stored, and compared. */
export const givenAnswers = (answers: FormAnswers): FormAnswers =>
  Object.fromEntries(Object.entries(answers).filter(([, answer]) => !isBlank(answer)))

const said = (answer: Answer | undefined): string => (isBlank(answer) ? '' : canonicalJson(answer))

/** The paths at which two versions of a row differ. */
export const changedPaths = (before: FormAnswers, after: FormAnswers): readonly string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((path) => said(before[path]) !== said(after[path]))
    .toSorted()

export const sameAnswers = (before: FormAnswers, after: FormAnswers): boolean =>
  changedPaths(before, after).length === 0
