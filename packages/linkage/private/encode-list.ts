import { err, ok, type Result } from '@gloact/kernel'
import { dummyShareOf, type LinkageAgreement } from './agreement.ts'
import { bitRows } from './bit-rows.ts'
import { makeDummies, type Choose } from './dummies.ts'
import type { EncodedList } from './encodings.ts'
import { letThrough } from './filter-records.ts'
import { problem, type LinkageProblem } from './linkage-schema.ts'
import { createProfileEncoder } from './profile-encoders.ts'
import { keyCheck, keyGiven, plantedTag } from './project-key.ts'

/** A list as text: the columns’ names, and the records, each with one text a column. */
export interface TextTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** Where each wanted column stands; `column_missing` where one is not there. */
export function placesOf(columns: readonly string[], wanted: readonly string[]): Result<number[], LinkageProblem> {
  const places = wanted.map((name) => columns.findIndex((column) => column.trim() === name))
  const missing = wanted.filter((_, at) => places[at] === -1)
  if (missing.length === 0) return ok(places)
  const message =
    `The file has no column ${missing.map((name) => `“${name}”`).join(', ')}; it has ${columns.length} in all. ` +
    'Check the spelling, capitals too, and what separates the columns.'
  return problem('column_missing', message)
}

/** What a list without a record, or with nothing in its records, is refused with. */
export function nothingIn(
  rows: TextTable['rows'],
  places: readonly number[],
): Result<never, LinkageProblem> | undefined {
  if (rows.length === 0) return problem('list_too_small', 'The file has a header and no row.')
  if (rows.some((cells) => places.some((place) => cells[place]?.trim()))) return undefined
  return problem('list_too_small', 'Every cell is empty in the columns that are encoded.')
}

/** An agency’s encodings under an agreement, and what it tells the analyst and not the linkage unit. */
export interface AgreedEncoding {
  readonly list: EncodedList
  /** How many of the encodings are nobody’s. */
  readonly dummies: number
  /** For each encoding its place in `records`, −1 for a dummy. It stays with the agency, for the attack report. */
  readonly origins: Int32Array
  /** The records that were encoded, one text a field of the agreement. They stay with the agency, too. */
  readonly records: readonly (readonly string[])[]
  /** How many the agreement’s filter left out; the agency alone is told. */
  readonly leftOut: number
}

export interface AgreedInput {
  readonly agreement: LinkageAgreement
  /** What the key holder gave: the file of the project’s key, or the secret. */
  readonly secret: Uint8Array
  readonly today: string
  /** From a cryptographic source outside tests: an attacker who can guess it knows the dummies and the order. */
  readonly choose: Choose
  /** Told now and then how many encodings are made, of how many. */
  readonly onProgress?: (done: number, total: number) => void
}

const TOLD_EVERY = 256

/** Fewest records of a list that is encoded under an agreement: dummies of fewer would be the records themselves. */
const LEAST_RECORDS = 20
/** Chance decides on up to so many more dummies than were agreed on, as a share of these. */
const MOST_MORE = 0.5
const NOBODY_LEFT = problem('list_too_small', 'No record of the list passes the agreement’s filter.')

/**
 * Encodes an agency’s own list, which it has deduplicated, under an agreement: normalised, encoded with the project’s key,
 * with dummies whose number only the agency knows, shuffled, without ids.
 */
export function encodeUnderAgreement(table: TextTable, input: AgreedInput): Result<AgreedEncoding, LinkageProblem> {
  const { agreement, secret, today, choose, onProgress } = input
  if (agreement.purpose !== 'statistics') {
    const message =
      'The agreement is for operations. This encodes only for counts: agree on “statistics”, in a separate document.'
    return problem('agreement_invalid', message)
  }
  if (today > agreement.expiresOn) {
    return problem(
      'agreement_expired',
      `The agreement ended on ${agreement.expiresOn}. The parties have to sign a new one.`,
    )
  }
  const key = keyGiven(agreement, secret)
  if (!key.ok) return key
  const places = placesOf(
    table.columns,
    agreement.fields.map(({ column }) => column),
  )
  if (!places.ok) return places
  const passed = letThrough(table, agreement.filter)
  if (!passed.ok) return passed
  const { rows, leftOut } = passed.value
  const empty = rows.length < table.rows.length && rows.length === 0 ? NOBODY_LEFT : nothingIn(rows, places.value)
  if (empty) return empty
  const records = rows.map((cells) => places.value.map((place) => cells[place] ?? ''))
  const planted = plantedIn(table.columns, rows, agreement.planted)
  if (!planted.ok) return planted
  if (records.length < LEAST_RECORDS) {
    return problem(
      'list_too_small',
      `The list has ${records.length} records; with fewer than ${LEAST_RECORDS}, dummies hide nobody.`,
    )
  }
  const least = Math.ceil(records.length * dummyShareOf(agreement, records.length))
  // The share stands in a document that the linkage unit may have: a number that follows from it would be known.
  const wanted = least + choose(Math.floor(MOST_MORE * least) + 1)
  const dummies = makeDummies(records, agreement.fields, wanted, choose)
  if (dummies.length < wanted) {
    return problem('list_too_small', 'The records are too similar to make dummies from them that match nobody.')
  }
  const encoder = createProfileEncoder(agreement, key.value)
  const order = Int32Array.from({ length: records.length + dummies.length }, (_, at) => at)
  for (let at = order.length - 1; at > 0; at--) {
    const other = choose(at + 1)
    ;[order[at], order[other]] = [order[other]!, order[at]!]
  }
  const filters = Array.from(order, (at, done) => {
    if (done % TOLD_EVERY === 0) onProgress?.(done, order.length)
    return encoder.encode(records[at] ?? dummies[at - records.length]!)
  })
  return ok({
    dummies: dummies.length,
    records,
    leftOut,
    origins: order.map((at) => (at < records.length ? at : -1)),
    list: {
      kind: agreement.profile,
      purpose: agreement.purpose,
      digest: agreement.digest,
      keyCheck: keyCheck(key.value),
      expiresOn: agreement.expiresOn,
      slots: encoder.slots,
      rows: bitRows(filters, encoder.width),
      attacks: null,
      planted: [...order].flatMap((at, row) => {
        const number = planted.value[at] ?? ''
        return number === '' ? [] : [{ row, tag: plantedTag(key.value, number) }]
      }),
    },
  })
}

/** The number of each planted record; the empty text for anybody else. */
function plantedIn(
  columns: readonly string[],
  rows: TextTable['rows'],
  column: string | null,
): Result<readonly string[], LinkageProblem> {
  if (column === null) return ok([])
  const place = placesOf(columns, [column])
  if (!place.ok) return place
  const numbers = rows.map((cells) => (cells[place.value[0]!] ?? '').trim())
  const given = numbers.filter((number) => number !== '')
  if (new Set(given).size === given.length) return ok(numbers)
  return problem('record_duplicate', `Two records have one number in “${column}”: a planted person is in a list once.`)
}

/** Whether lists may be linked with one another; the first thing that keeps them from it. */
export function checkTogether(lists: readonly EncodedList[], today: string): Result<null, LinkageProblem> {
  const mixed = (message: string): Result<never, LinkageProblem> => err({ code: 'encodings_mixed', message })
  const [first] = lists
  if (!first || lists.length < 2) return mixed('Name two files of encodings or more.')
  for (const list of lists) {
    if (list.expiresOn !== null && today > list.expiresOn) {
      return problem(
        'agreement_expired',
        `The agreement ended on ${list.expiresOn}: the encodings have to be destroyed.`,
      )
    }
    if (list.kind !== first.kind || list.rows.width !== first.rows.width) {
      return mixed('The files were not encoded in the same way: their profiles or lengths differ.')
    }
    if (list.purpose === 'operations') return mixed('Encodings for operations are not counted for statistics.')
    if (list.digest !== first.digest) {
      const document = first.kind === 'schema' ? 'schema' : 'agreement'
      return mixed(
        `The files were encoded under different ${document}s: a single word that differs is enough. Nothing would match.`,
      )
    }
    if (list.keyCheck !== first.keyCheck) {
      return mixed('The files were encoded with different secrets: nothing would match. Use the key holder’s.')
    }
  }
  return ok(null)
}
