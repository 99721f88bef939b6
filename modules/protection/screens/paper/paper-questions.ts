import { ABSENCES } from '@gloact/kernel'
import type { Payloads } from '../../domain/file/actions/definitions.ts'

/** A sentence by its id, with what is filled in. */
export type Said = string | { readonly id: string; readonly values: Readonly<Record<string, number>> }

/** What an answer is written into: lines, the boxes of a day or of hours and minutes, boxes to tick. */
export type PaperAnswer =
  /** Lines across the page; or half of it, beside what is asked before or after. */
  | { readonly lines: number; readonly half?: true }
  | { readonly boxes: 'day' | 'hours_and_minutes' }
  | { readonly ticks: readonly string[]; readonly small?: true }
  /** The codes of a list of the country. */
  | { readonly list: string }
  /** The bodies that the country has designated to decide. */
  | { readonly from: 'competent_bodies' }

export interface PaperQuestion {
  readonly label: string
  readonly help?: string
  readonly answer: PaperAnswer
}

/**
 * How each part of what is recorded is asked on paper; null for what is only known when it is typed in. A part that is
 * added to what the screens record is missing here until somebody says how paper asks for it: it does not compile.
 */
export type AskedOnPaper<Recorded> = {
  readonly [Part in keyof Recorded]-?: PaperQuestion | readonly PaperQuestion[] | null
}

export interface PaperPart {
  /** What is recorded from it when it is typed in. */
  readonly records?: keyof Payloads
  readonly title?: Said
  /** Short enough not to be broken across two pages. */
  readonly whole?: boolean
  /** What is to be known beforehand; with a word before it where it holds for some only. */
  readonly about?: readonly (string | { readonly of: string; readonly text: string })[]
  readonly asks?: readonly PaperQuestion[]
}

export interface FileSheet {
  readonly parts: readonly PaperPart[]
  /** Who signs it. */
  readonly signs?: readonly string[]
}

/** The questions of what is recorded, in the order in which they are asked. */
export const questionsOf = <Recorded>(asked: AskedOnPaper<Recorded>): readonly PaperQuestion[] =>
  Object.values<PaperQuestion | readonly PaperQuestion[] | null>(asked).flatMap((each) => each ?? [])

export const lines = (count = 1): PaperAnswer => ({ lines: count })
export const day: PaperAnswer = { boxes: 'day' }
export const ticks = (...options: readonly string[]): PaperAnswer => ({ ticks: options })

/** Why there is no answer; that nobody asked is said by leaving it empty. */
export const absences = ABSENCES.filter((kind) => kind !== 'not_asked').map((kind) => `forms.absence.${kind}`)

/** Whether the person took part, as every screen asks it. */
export const tookPart: PaperAnswer = ticks(
  'protection.review.took_part_yes',
  'protection.review.took_part_no',
  ...absences,
)
