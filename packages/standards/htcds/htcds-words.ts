import { HTCDS_FIELDS, HTCDS_KEYS, isHtcdsKey, type HtcdsKey } from './htcds-fields.ts'
import { labelIn } from './htcds-header.ts'
import { readHtcdsRow, type HtcdsAnswers, type HtcdsReading } from './htcds-row.ts'
import { neutraliseText, type Cell } from '@gloact/workbook'
import { isPlainDate, type Answer } from '@gloact/kernel'

/**
 * What a country's forms have no place for is kept with the file as a note, in lines that people read and that an export
 * reads back: nothing of an imported row is lost, and it leaves as it came.
 */
const HEADING = 'HTCDS 2.0'

/** Stands for a line end within a text while the lines are told apart; no text holds it. */
const LINE_WITHIN = '\0'

/** A label where it names one field alone, else the key. */
const nameOf = (key: HtcdsKey): string => (labelIn(HTCDS_FIELDS[key].label) === key ? HTCDS_FIELDS[key].label : key)

/** An answer as a cell of a file has it; a blank for whatever kind of absence, since the standard has no word for any. */
export function cellText(answer: Answer | undefined): string {
  if (!answer || 'absent' in answer) return ''
  const { value } = answer
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  return Array.isArray(value) ? value.join(';') : `${value as string | number}`
}

/** The note, or undefined where there is nothing to keep. Later lines of a text are set in. */
export function inWords(answers: HtcdsAnswers, keys: readonly HtcdsKey[]): string | undefined {
  const lines = keys.flatMap((key) => {
    const text = cellText(answers[key])
    return text === '' ? [] : [`${nameOf(key)}: ${text.replaceAll('\n', '\n  ')}`]
  })
  return lines.length === 0 ? undefined : [HEADING, ...lines].join('\n')
}

/** What such a note says; nothing of any other. */
export function fromWords(note: string, reading: HtcdsReading): HtcdsAnswers {
  const [heading, ...lines] = note.replaceAll('\n  ', LINE_WITHIN).split('\n')
  if (heading !== HEADING) return {}
  const answers: Partial<Record<HtcdsKey, Answer>> = {}
  for (const line of lines) {
    const [, name, text] = /^([^:]+): (.*)$/s.exec(line.replaceAll(LINE_WITHIN, '\n')) ?? []
    if (name === undefined || text === undefined) continue
    const key = isHtcdsKey(name) ? name : labelIn(name)
    if (key === undefined) continue
    // A cell's reader takes an apostrophe off that was put before a formula; none was put here.
    const cell: Cell = isPlainDate(text) ? { date: text } : neutraliseText(text)
    const read = readHtcdsRow([cell], { columns: [key], ignored: [], headerRows: 1, survey: false }, reading)
    if (read.ok) Object.assign(answers, read.value)
  }
  return answers
}

/** Fields that an answer of the file's own stands for, and the note's word about them no longer counts. */
export const mergeAnswers = (own: HtcdsAnswers, words: HtcdsAnswers): HtcdsAnswers =>
  Object.fromEntries(
    HTCDS_KEYS.flatMap((key) => {
      const answer = own[key] ?? words[key]
      return answer ? [[key, answer]] : []
    }),
  )
