import {
  country as countryList,
  findCode,
  language as languageList,
  type CodeList,
  type CodeLists,
} from '@gloact/codes'
import {
  isPartialDate,
  isPlainText,
  isUuid,
  saysSomething,
  spanOf,
  withoutUnseen,
  type Json,
  type PlainDate,
} from '@gloact/kernel'
import type { ValueFailure } from './failures.ts'
import { fileAnswerOf } from './file-answer.ts'
import type { FieldOf, SimpleField } from './field.ts'

/** The most characters of a text, a long text, a place, a text in several languages and an address where the form sets no limit. */
export const DEFAULT_MAX_LENGTH = {
  text: 200,
  long_text: 10_000,
  location: 200,
  multilingual: 2_000,
  url: 2_000,
} as const

/** The dates that a life met today may touch. */
export const DATE_RANGE = { first: '1900-01-01', last: '2199-12-31' } as const

const MAX_CODES = 300

export interface ValueContext {
  readonly codeLists: CodeLists
  readonly today: PlainDate
}

type Checked = ValueFailure | undefined
type Answerable = Exclude<SimpleField, { type: 'calculated' }>

const WRONG_TYPE: ValueFailure = { code: 'forms.wrong_type' }

function checkText(value: Json, maxLength: number, lines: boolean): Checked {
  if (typeof value !== 'string') return WRONG_TYPE
  if (!saysSomething(value)) return { code: 'forms.empty' }
  if (value.length > maxLength) return { code: 'forms.too_long', params: { max: maxLength } }
  if (!isPlainText(value, { lines })) return { code: 'forms.control_characters' }
  if (withoutUnseen(value) !== value) return { code: 'forms.hidden_characters' }
  return undefined
}

function checkFormat(format: FieldOf<'text'>['format'], value: string): Checked {
  if (format === 'email' && !/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(value)) return { code: 'forms.not_an_email' }
  if (format === 'digits' && !/^\d+$/.test(value)) return { code: 'forms.not_digits' }
  return undefined
}

function checkNumber(field: FieldOf<'number'> | FieldOf<'scale'>, value: Json, today: PlainDate): Checked {
  if (typeof value !== 'number' || !Number.isFinite(value)) return WRONG_TYPE
  if (!(field.type === 'number' && field.decimal) && !Number.isSafeInteger(value)) return { code: 'forms.not_whole' }
  if (field.min !== undefined && value < field.min) return { code: 'forms.too_small', params: { min: field.min } }
  if (field.max !== undefined && value > field.max) return { code: 'forms.too_large', params: { max: field.max } }
  if (field.type === 'number' && field.notFuture && value > Number(today.slice(0, 4)))
    return { code: 'forms.year_in_future' }
  return undefined
}

const PARTS = { year: 1, month: 2, day: 3 } as const

function checkDate(field: FieldOf<'date'>, value: Json, today: PlainDate): Checked {
  if (typeof value !== 'string') return WRONG_TYPE
  if (!isPartialDate(value)) return { code: 'forms.not_a_date' }
  if (value.split('-').length < PARTS[field.precision ?? 'year']) return { code: 'forms.date_too_coarse' }
  const { first, last } = spanOf(value)
  if (first < DATE_RANGE.first || last > DATE_RANGE.last) return { code: 'forms.date_out_of_range' }
  // A year or a month that has begun may well be meant, so only what has not begun is in the future.
  if (field.notFuture && first > today) return { code: 'forms.date_in_future' }
  return undefined
}

const checkCode = (list: CodeList | undefined, value: Json): Checked =>
  typeof value !== 'string' ? WRONG_TYPE : list && findCode(list, value) ? undefined : { code: 'forms.unknown_code' }

function checkCodes(list: CodeList | undefined, value: Json): Checked {
  if (!Array.isArray(value)) return WRONG_TYPE
  if (value.length === 0) return { code: 'forms.empty' }
  if (value.length > MAX_CODES) return { code: 'forms.too_long', params: { max: MAX_CODES } }
  if (new Set(value).size < value.length) return { code: 'forms.repeated_code' }
  return value.map((code: Json) => checkCode(list, code)).find((failed) => failed !== undefined)
}

function checkPlace(field: FieldOf<'location'>, value: Json, { codeLists }: ValueContext): Checked {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return WRONG_TYPE
  const { place, country, location, ...others } = value as { readonly [key: string]: Json }
  if (Object.keys(others).length > 0) return WRONG_TYPE
  if (place === undefined && country === undefined && location === undefined) return { code: 'forms.empty' }
  if (location !== undefined && field.locationList === undefined) return WRONG_TYPE
  return (
    (place === undefined ? undefined : checkText(place, DEFAULT_MAX_LENGTH.location, false)) ??
    (country === undefined ? undefined : checkCode(codeLists['country'] ?? countryList, country)) ??
    (location === undefined ? undefined : checkCode(codeLists[field.locationList ?? ''], location))
  )
}

function checkPhone(value: Json): Checked {
  if (typeof value !== 'string') return WRONG_TYPE
  return /^\+[1-9]\d{4,14}$/.test(value) ? undefined : { code: 'forms.not_a_phone_number' }
}

const MAX_REFERENCES = 300

const checkReference = (value: Json): Checked =>
  typeof value !== 'string' ? WRONG_TYPE : isUuid(value) ? undefined : { code: 'forms.unknown_reference' }

function checkReferences(value: Json): Checked {
  if (!Array.isArray(value)) return WRONG_TYPE
  if (value.length === 0) return { code: 'forms.empty' }
  if (value.length > MAX_REFERENCES) return { code: 'forms.too_long', params: { max: MAX_REFERENCES } }
  if (new Set(value).size < value.length) return { code: 'forms.repeated_code' }
  return value.map((id: Json) => checkReference(id)).find((failed) => failed !== undefined)
}

/** Every currency that is in use, by ISO 4217: as ICU knows them. */
const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

function checkAmount(field: FieldOf<'amount'>, value: Json): Checked {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return WRONG_TYPE
  const { amount, currency, ...others } = value as { readonly [key: string]: Json }
  if (Object.keys(others).length > 0 || typeof amount !== 'number') return WRONG_TYPE
  if (currency === undefined || currency === null || currency === '') return { code: 'forms.no_currency' }
  if (typeof currency !== 'string') return WRONG_TYPE
  if (amount < 0) return { code: 'forms.too_small', params: { min: 0 } }
  // As it is written: a sum of such amounts is exact to the last place, and no amount has hidden digits.
  if (!/^\d{1,12}(\.\d{1,3})?$/.test(String(amount))) return { code: 'forms.not_an_amount' }
  const known = field.currencies ? field.currencies.includes(currency) : CURRENCIES.has(currency)
  return known ? undefined : { code: 'forms.unknown_currency' }
}

/** An address that a browser may be led to, and nothing that runs in ours. */
const WEB_ADDRESS = /^https?:\/\/[^\s/?#@:]+(:\d{1,5})?([/?#]\S*)?$/i

function checkUrl(value: Json): Checked {
  const failed = checkText(value, DEFAULT_MAX_LENGTH.url, false)
  return failed ?? (WEB_ADDRESS.test(value as string) ? undefined : { code: 'forms.not_a_url' })
}

const LANGUAGE_TAG = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/

function checkMultilingual(field: FieldOf<'multilingual'>, value: Json): Checked {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return WRONG_TYPE
  const texts = Object.entries(value as { readonly [key: string]: Json })
  if (texts.length === 0) return { code: 'forms.empty' }
  if (texts.length > 50 || texts.some(([tag]) => !LANGUAGE_TAG.test(tag))) return WRONG_TYPE
  const max = field.maxLength ?? DEFAULT_MAX_LENGTH.multilingual
  return texts.map(([, text]) => checkText(text, max, field.lines ?? false)).find((failed) => failed !== undefined)
}

const CONTENT_TYPE = /^[a-z]+\/[a-z0-9.+-]{1,90}$/

/** What a document is said to be. Whether there is such a document is for the one who keeps it to say. */
function checkFile(field: FieldOf<'file'>, value: Json): Checked {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return WRONG_TYPE
  const answer = fileAnswerOf(value)
  if (!answer || Object.keys(value).length > 4) return WRONG_TYPE
  const { id, contentType, bytes, sha256 } = answer
  if (!CONTENT_TYPE.test(contentType) || !/^[0-9a-f]{64}$/.test(sha256)) return WRONG_TYPE
  if (!Number.isSafeInteger(bytes) || bytes < 1) return WRONG_TYPE
  if (!isUuid(id)) return { code: 'forms.unknown_file' }
  if (field.maxMegabytes !== undefined && bytes > field.maxMegabytes * 1_000_000)
    return { code: 'forms.file_too_large', params: { max: field.maxMegabytes } }
  return undefined
}

/** Whether a value is one that the field may hold; undefined where it is. Total: any JSON may be asked about. */
export function checkValue(field: Answerable, value: Json, context: ValueContext): Checked {
  const { codeLists } = context
  switch (field.type) {
    case 'text':
      return (
        checkText(value, field.maxLength ?? DEFAULT_MAX_LENGTH.text, false) ??
        checkFormat(field.format, value as string)
      )
    case 'long_text':
      return checkText(value, field.maxLength ?? DEFAULT_MAX_LENGTH.long_text, true)
    case 'number':
    case 'scale':
      return checkNumber(field, value, context.today)
    case 'date':
      return checkDate(field, value, context.today)
    case 'yes_no_unknown':
      return value === 'yes' || value === 'no' ? undefined : WRONG_TYPE
    case 'choice':
      return checkCode(codeLists[field.codeList], value)
    case 'choices':
      return checkCodes(codeLists[field.codeList], value)
    case 'country':
      return checkCode(codeLists['country'] ?? countryList, value)
    case 'countries':
      return checkCodes(codeLists['country'] ?? countryList, value)
    case 'language':
      return checkCode(codeLists['language'] ?? languageList, value)
    case 'location':
      return checkPlace(field, value, context)
    case 'phone':
      return checkPhone(value)
    case 'reference':
      return checkReference(value)
    case 'references':
      return checkReferences(value)
    case 'amount':
      return checkAmount(field, value)
    case 'url':
      return checkUrl(value)
    case 'file':
      return checkFile(field, value)
    case 'multilingual':
      return checkMultilingual(field, value)
    default:
      return field satisfies never
  }
}
