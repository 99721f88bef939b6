import { findCode, labelOf, type CodeLists } from '@gloact/codes'
import { codeListOf, fieldsById, wordsIn, type Amount, type FormAnswers, type SimpleField } from '@gloact/forms'
import { asciiDigits, isAbsent, isUuid, type Answer, type Json } from '@gloact/kernel'
import type { Register } from './register.ts'
import { foldText } from './search-text.ts'

/** A column of a register as a table: a field, or a part of one. */
export interface SheetColumn {
  /** `id`, `cost`, `cost.currency`, `title.ar`: understood in every language. */
  readonly id: string
  readonly field: SimpleField | null
  readonly part: string | null
}

const YES_NO: Readonly<Record<string, readonly [yes: string, no: string]>> = {
  en: ['Yes', 'No'],
  ar: ['نعم', 'لا'],
  fr: ['Oui', 'Non'],
  es: ['Sí', 'No'],
  pt: ['Sim', 'Não'],
  ru: ['Да', 'Нет'],
}

/** The fields that a table holds: open, no rows within a row, and no documents. */
export const sheetFields = (of: Register): readonly SimpleField[] =>
  [...fieldsById(of.form).values()].flatMap(({ field, group }) =>
    group ||
    field.type === 'group' ||
    field.type === 'calculated' ||
    field.type === 'file' ||
    field.sensitivity !== 'open'
      ? []
      : [field],
  )

/** The columns of a table of these rows; of a text in several languages one for each that a row has. */
export function sheetColumns(of: Register, all: readonly FormAnswers[], language: string): readonly SheetColumn[] {
  const columns = sheetFields(of).flatMap((field): SheetColumn[] => {
    if (field.type === 'amount')
      return [
        { id: field.id, field, part: 'amount' },
        { id: `${field.id}.currency`, field, part: 'currency' },
      ]
    if (field.type === 'multilingual') {
      const base = language.split('-')[0] ?? language
      const tags = new Set([
        base,
        'en',
        ...all.flatMap((answers) => {
          const answer = answers[field.id]
          return answer && 'value' in answer ? Object.keys(answer.value as object) : []
        }),
      ])
      return [...tags].map((part) => ({ id: `${field.id}.${part}`, field, part }))
    }
    return [{ id: field.id, field, part: null }]
  })
  return [{ id: 'id', field: null, part: null }, ...columns]
}

/** What stands above a column, in a language; the id in brackets where two would be called alike. */
export function sheetHeaders(columns: readonly SheetColumn[], language: string): readonly string[] {
  const named = columns.map(({ id, field, part }) => {
    if (!field) return 'id'
    const label = wordsIn(field.label, language)
    return part === null || part === 'amount' ? label : `${label} [${id}]`
  })
  return named.map((name, at) =>
    named.indexOf(name) === named.lastIndexOf(name) ? name : `${name} [${columns[at]!.id}]`,
  )
}

/** Which column of the register a header means: by its id, by an id in brackets, or by its label in any language. */
export function columnOfHeader(of: Register, header: string): SheetColumn | undefined {
  const text = header.trim()
  const id = /\[([a-z][a-z0-9_]*(?:\.[A-Za-z-]+)?)\]$/.exec(text)?.[1] ?? text
  if (id.toLowerCase() === 'id') return { id: 'id', field: null, part: null }
  const [name = '', part] = id.split('.')
  const fields = sheetFields(of)
  const field =
    fields.find((each) => each.id === name) ??
    fields.find((each) => Object.values(each.label).some((label) => foldText(label) === foldText(text)))
  if (!field) return undefined
  const isId = field.id === name
  if (field.type === 'amount') {
    if (isId && part !== undefined && part !== 'currency') return undefined
    const meant = isId && part === 'currency' ? 'currency' : 'amount'
    return { id: meant === 'currency' ? `${field.id}.currency` : field.id, field, part: meant }
  }
  if (field.type === 'multilingual') {
    const tag = isId && part !== undefined ? part : 'en'
    return { id: `${field.id}.${tag}`, field, part: tag }
  }
  return isId && part !== undefined ? undefined : { id: field.id, field, part: null }
}

/** What rows of other registers are called in a table, both ways. */
export interface SheetReferences {
  readonly textOf: (register: string, id: string) => string
  readonly idOf: (register: string, text: string) => string | undefined
}

const SEPARATOR = '; '

/** A cell as it is written. */
export function cellText(
  column: SheetColumn,
  answers: FormAnswers,
  lists: CodeLists,
  language: string,
  references: SheetReferences,
): string {
  const { field, part } = column
  const answer = field && answers[field.id]
  if (!field || !answer) return ''
  if (isAbsent(answer)) return answer.absent === 'not_asked' ? '' : `[${answer.absent}]`
  const { value } = answer
  switch (field.type) {
    case 'amount': {
      const { amount, currency } = value as unknown as Amount
      return part === 'currency' ? currency : String(amount)
    }
    case 'multilingual':
      return (value as Readonly<Record<string, string>>)[part ?? 'en'] ?? ''
    case 'yes_no_unknown':
      return (YES_NO[language] ?? YES_NO['en']!)[value === 'yes' ? 0 : 1]
    case 'choice':
    case 'country':
    case 'language':
      return codeText(lists, field, value as string, language)
    case 'choices':
    case 'countries':
      return (value as readonly string[]).map((code) => codeText(lists, field, code, language)).join(SEPARATOR)
    case 'reference':
      return references.textOf(field.register, value as string)
    case 'references':
      return (value as readonly string[]).map((id) => references.textOf(field.register, id)).join(SEPARATOR)
    case 'location':
      return JSON.stringify(value)
    default:
      return String(value)
  }
}

/** The word of a code; the code itself where another has the same word, or the word has the separator in it. */
function codeText(lists: CodeLists, field: SimpleField, code: string, language: string): string {
  const list = lists[codeListOf(field) ?? '']
  if (!list) return code
  const word = labelOf(list, code, language)
  const alike = list.codes.filter((each) => labelOf(list, each.code, language) === word).length
  return alike === 1 && !word.includes(';') ? word : code
}

const LANGUAGES = Object.keys(YES_NO)

function codeOf(lists: CodeLists, field: SimpleField, text: string): string {
  const list = lists[codeListOf(field) ?? '']
  if (!list || findCode(list, text)) return text
  const folded = foldText(text)
  const found = list.codes.find(({ code }) => LANGUAGES.some((each) => foldText(labelOf(list, code, each)) === folded))
  return found?.code ?? text
}

const several = (text: string): readonly string[] =>
  text
    .split(';')
    .map((each) => each.trim())
    .filter(Boolean)

/** What cells of a line say of a row: the answers of the columns that are there; a blank cell takes the answer away. */
export function answersOfLine(
  cells: readonly (readonly [column: SheetColumn, text: string])[],
  before: FormAnswers,
  lists: CodeLists,
  references: SheetReferences,
): FormAnswers {
  const answers: Record<string, Answer> = { ...before }
  for (const [{ field, part }, text] of cells) {
    if (!field) continue
    if (field.type === 'amount' || field.type === 'multilingual') {
      const earlier = answers[field.id]
      const value = { ...(earlier && 'value' in earlier ? (earlier.value as Record<string, Json>) : {}) }
      const key = part ?? ''
      if (text === '') delete value[key]
      else value[key] = key === 'amount' ? numberOf(text) : text
      // A currency by itself is no amount.
      const says = field.type === 'amount' ? 'amount' in value : Object.keys(value).length > 0
      if (says) answers[field.id] = { value }
      else delete answers[field.id]
      continue
    }
    const absent = /^\[(not_known|declined|not_applicable|withheld)\]$/.exec(text)?.[1]
    if (text === '') delete answers[field.id]
    else if (absent) answers[field.id] = { absent } as Answer
    else answers[field.id] = { value: valueOfCell(field, text, lists, references) }
  }
  return answers
}

/** A number as it is written: 1234.5, 1 234,5, 1,234.50; what is none stays a text, and is refused as one. */
function numberOf(text: string): Json {
  const written = asciiDigits(text)
    .replaceAll(/[\s\u00a0\u202f'’٬]/g, '')
    .replace('٫', '.')
  const plain = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(written)
    ? written.replaceAll(',', '')
    : /^-?\d+,\d{1,3}$/.test(written)
      ? written.replace(',', '.')
      : written
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : text
}

function valueOfCell(field: SimpleField, text: string, lists: CodeLists, references: SheetReferences): Json {
  switch (field.type) {
    case 'number':
    case 'scale':
      return numberOf(text)
    case 'yes_no_unknown': {
      const folded = foldText(text)
      const found = Object.values(YES_NO).flatMap(([yes, no]) =>
        folded === foldText(yes) ? ['yes'] : folded === foldText(no) ? ['no'] : [],
      )
      return found[0] ?? text
    }
    case 'choice':
    case 'country':
    case 'language':
      return codeOf(lists, field, text)
    case 'choices':
    case 'countries':
      return several(text).map((each) => codeOf(lists, field, each))
    case 'reference':
      return references.idOf(field.register, text) ?? text
    case 'references':
      return several(text).map((each) => references.idOf(field.register, each) ?? each)
    case 'location':
      return placeOf(text)
    default:
      return text
  }
}

function placeOf(text: string): Json {
  try {
    const read: unknown = JSON.parse(text)
    if (read !== null && typeof read === 'object') return read as Json
  } catch {
    // Words, then.
  }
  return { place: text }
}

/** The id that a cell names, alone or in brackets behind a title. */
export const idInText = (text: string): string | undefined => {
  const id = /([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\]?$/.exec(text.trim().toLowerCase())?.[1]
  return id !== undefined && isUuid(id) ? id : undefined
}
