import type { FormAnswers } from '@gloact/forms'
import { fold } from './compared.ts'
import { rowsOf } from './said.ts'

const NOT_ANSWERED: readonly unknown[] = ['not_asked', 'not_known']

interface Asked {
  readonly question: string
  readonly answered: boolean
}

const askedIn = (answers: FormAnswers): readonly Asked[] =>
  rowsOf(answers, 'questions').map(({ question, answer, alike }) => ({
    question: fold(typeof question === 'string' ? question : ''),
    answered: (typeof answer === 'string' && answer !== '') || NOT_ANSWERED.includes(alike),
  }))

/** How many questions of an interview are left without an answer and without a code that says why. */
export const leftOpen = (interview: FormAnswers): number =>
  askedIn(interview).filter(({ answered }) => !answered).length

/**
 * How many questions one of the two interviews has and the other has not. Both are held to the same open questions: what only one of them was asked
 * says nothing about the other, and a question that came later may have been made from the first answers.
 */
export function notAskedOfBoth(one: FormAnswers, other: FormAnswers): number {
  const questionsOf = (answers: FormAnswers) => new Set(askedIn(answers).map(({ question }) => question))
  const [first, second] = [questionsOf(one), questionsOf(other)]
  return [...first].filter((each) => !second.has(each)).length + [...second].filter((each) => !first.has(each)).length
}

/** The questions of an interview without their answers, for the interview of the other side. */
export const questionsAlone = <Of>(answers: Readonly<Record<string, Of>>): Record<string, Of> =>
  Object.fromEntries(Object.entries(answers).filter(([path]) => /^questions\/[^/]+(?:\/question)?$/.test(path)))
