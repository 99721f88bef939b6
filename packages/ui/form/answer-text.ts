import { type CodeLists, labelOf } from '@gloact/codes'
import {
  type Amount,
  listOf,
  type Field,
  type FieldOf,
  type FieldValues,
  type FileAnswer,
  fileAnswerOf,
  type Place,
  wordsIn,
} from '@gloact/forms'
import { type Answer, isAbsent, type Json, type PartialDate } from '@gloact/kernel'
import type { Messages } from '@gloact/messages'

/** What the rows of registers that answers refer to are called, by id. */
export type ReferenceTitles = Readonly<Record<string, string | undefined>>

/** An answer as it is read: a code in the words of its list, a date as precise as it is known, an absence by its kind. */
export function answerText(
  field: Field,
  answer: Answer,
  codeLists: CodeLists,
  messages: Messages,
  titles: ReferenceTitles = {},
): string {
  if (isAbsent(answer)) return messages.t(`forms.absence.${answer.absent}`)
  return valueText(field, answer.value, codeLists, messages, titles)
}

function valueText(
  field: Field,
  value: Json,
  codeLists: CodeLists,
  messages: Messages,
  titles: ReferenceTitles,
): string {
  const { language, formatDate, formatList, formatNumber, t } = messages
  const list = listOf(field, codeLists)
  const word = (code: string) => (list ? labelOf(list, code, language) : code)
  switch (field.type) {
    case 'yes_no_unknown':
      return t(value === 'yes' ? 'forms.yes' : 'forms.no')
    case 'date':
      return formatDate(value as FieldValues['date'] as PartialDate)
    case 'number':
      return withUnit(
        formatNumber(value as number, field.year ? { useGrouping: false } : undefined),
        field.unit,
        language,
      )
    case 'scale':
      return scaleText(field, value as number, language, formatNumber)
    case 'calculated':
      return typeof value === 'number' ? withUnit(formatNumber(value), field.unit, language) : word(value as string)
    case 'choices':
    case 'countries':
      return formatList((value as readonly string[]).map(word))
    case 'amount':
      return amountText(value as unknown as Amount, messages)
    case 'multilingual':
      return wordsIn(value as FieldValues['multilingual'], language) || (Object.values(value as object)[0] as string)
    case 'reference':
      return titles[value as string] ?? '…'
    case 'references':
      return formatList((value as readonly string[]).map((id) => titles[id] ?? '…'))
    case 'file':
      return fileText(fileAnswerOf(value), messages)
    case 'location':
      return placeText(value as Place, field.locationList, codeLists, messages)
    default:
      return word(value as string)
  }
}

/** What a document is and how large: "PDF, 120 kB". It has no name of its own. */
export function fileText(
  answer: FileAnswer | undefined,
  { formatFacts, formatNumber }: Pick<Messages, 'formatFacts' | 'formatNumber'>,
): string {
  if (!answer) return ''
  const { contentType, bytes } = answer
  const size =
    bytes < 1_000_000
      ? formatNumber(Math.max(1, Math.round(bytes / 1_000)), { style: 'unit', unit: 'kilobyte' })
      : formatNumber(Math.round(bytes / 100_000) / 10, { style: 'unit', unit: 'megabyte' })
  return formatFacts([OFFICE[contentType] ?? (contentType.split('/')[1] ?? contentType).toUpperCase(), size])
}

/** What people call the kinds whose own names say nothing. */
const OFFICE: Readonly<Record<string, string>> = {
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'DOCX',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'XLSX',
  'application/vnd.oasis.opendocument.text': 'ODT',
  'application/vnd.oasis.opendocument.spreadsheet': 'ODS',
  'text/plain': 'TXT',
}

/** A step of a scale, with what it means where it is an end; `outOf` says how many there are. */
export function scaleText(
  { max, min, ends }: FieldOf<'scale'>,
  value: number,
  language: string,
  formatNumber: Messages['formatNumber'],
  { outOf = true } = {},
): string {
  const step = outOf ? `${formatNumber(value)} / ${formatNumber(max)}` : formatNumber(value)
  const end = value === min ? ends.low : value === max ? ends.high : undefined
  return end === undefined ? step : `${step}: ${wordsIn(end, language)}`
}

/** Every step of a scale, the lowest first. */
export const stepsOf = ({ min, max }: FieldOf<'scale'>): readonly number[] =>
  Array.from({ length: max - min + 1 }, (_, at) => min + at)

/** Money with its currency's code: signs such as $ are those of several currencies. */
export const amountText = ({ amount, currency }: Amount, { formatNumber }: Pick<Messages, 'formatNumber'>): string =>
  formatNumber(amount, { style: 'currency', currency, currencyDisplay: 'code', trailingZeroDisplay: 'stripIfInteger' })

const withUnit = (number: string, unit: Readonly<Record<string, string>> | undefined, language: string): string =>
  unit === undefined ? number : `${number} ${wordsIn(unit, language)}`

function placeText(
  place: Place,
  listId: string | undefined,
  codeLists: CodeLists,
  { language, formatFacts }: Messages,
): string {
  const list = listId === undefined ? undefined : codeLists[listId]
  const countries = codeLists['country']
  const parts = [
    place.place,
    place.location === undefined ? undefined : list ? labelOf(list, place.location, language) : place.location,
    place.country === undefined ? undefined : countries ? labelOf(countries, place.country, language) : place.country,
  ]
  return formatFacts(parts.filter((part) => part !== undefined))
}
