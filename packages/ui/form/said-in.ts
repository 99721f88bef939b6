import type { CodeLists } from '@gloact/codes'
import { type Field, type FormAnswers, type FormView, rowPath, type SimpleField, wordsIn } from '@gloact/forms'
import { type Answer, isAbsent } from '@gloact/kernel'
import type { Messages } from '@gloact/messages'
import { answerText } from './answer-text.ts'
import { isShown } from './by-sight.ts'

/** How far a part of a form is filled in, and what was said in it. */
export interface SaidIn {
  readonly asked: number
  readonly answered: number
  readonly said: readonly string[]
}

export interface SaidOf {
  readonly view: FormView
  readonly shown: FormAnswers
  readonly hidden: ReadonlySet<string> | undefined
  readonly codeLists: CodeLists
  readonly messages: Messages
  /** What rows that are referred to are called, by their ids. */
  readonly titles?: Readonly<Record<string, string | undefined>> | undefined
}

const MOST_LETTERS = 80

/** Of questions, those that show and may be read; a group counts as one question, answered where it has a row. */
export function saidIn(fields: readonly Field[], of: SaidOf): SaidIn {
  const { view, hidden, messages } = of
  const parts = fields
    .filter((field) => field.type !== 'calculated' && isShown(field, of) && hidden?.has(field.id) !== true)
    .map((field): string | undefined => {
      if (field.type !== 'group') return saidAt(field, of.shown[field.id], of)
      const rows = view.rows(field.id).length
      return rows === 0 ? undefined : `${wordsIn(field.label, messages.language)}: ${messages.formatNumber(rows)}`
    })
  const said = parts.filter((part) => part !== undefined)
  return { asked: parts.length, answered: said.length, said: said.filter((part) => part !== '') }
}

/** The same of one row of a group: first what the country tells in the summary of a file, else whatever was said. */
export function saidInRow(group: string, fields: readonly SimpleField[], rowId: string, of: SaidOf): SaidIn {
  const { hidden, shown } = of
  const asked = fields.filter(
    (field) =>
      field.type !== 'calculated' &&
      isShown(field, of, { group, id: rowId }) &&
      hidden?.has(rowPath(group, rowId, field.id)) !== true,
  )
  const parts = asked.map((field) => ({ field, part: saidAt(field, shown[rowPath(group, rowId, field.id)], of) }))
  const said = parts.filter(({ part }) => part !== undefined)
  const told = said.filter(({ field }) => field.summary === true)
  const line = (told.length > 0 ? told : said).map(({ part }) => part ?? '')
  return { asked: asked.length, answered: said.length, said: line.filter((part) => part !== '') }
}

/** What was answered, in short; nothing where there is a reason instead; undefined where nothing was said at all. */
function saidAt(field: SimpleField, answer: Answer | undefined, of: SaidOf): string | undefined {
  if (answer === undefined) return undefined
  if (isAbsent(answer)) return answer.absent === 'not_asked' ? undefined : ''
  const text = answerText(field, answer, of.codeLists, of.messages, of.titles)
  const named =
    field.type === 'yes_no_unknown' || field.type === 'number' || field.type === 'scale'
      ? `${wordsIn(field.label, of.messages.language)}: ${text}`
      : text
  return named.length <= MOST_LETTERS ? named : `${named.slice(0, MOST_LETTERS).replace(/\s+\S*$/u, '')} …`
}
