import { err, ok, type Result } from '@gloact/kernel'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { keyCheck, partKey, projectKey, type LinkageAgreement } from './agreement.ts'
import { bitRows } from './bit-rows.ts'
import { makeDummies, type Choose } from './dummies.ts'
import { createRecordEncoder } from './encode-records.ts'
import type { EncodedList } from './encodings.ts'
import { problem, type LinkageProblem, type LinkageSchema } from './linkage-schema.ts'
import { createProfileEncoder } from './profile-encoders.ts'

/** A list as text: the columns’ names, and the records, each with one text a column. */
export interface TextTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** Where each wanted column stands; `column_missing` where one is not there. */
function placesOf(columns: readonly string[], wanted: readonly string[]): Result<number[], LinkageProblem> {
  const places = wanted.map((name) => columns.findIndex((column) => column.trim() === name))
  const missing = wanted.filter((_, at) => places[at] === -1)
  if (missing.length === 0) return ok(places)
  const message =
    `The file has no column ${missing.map((name) => `“${name}”`).join(', ')} among its ${columns.length}. ` +
    'Check the spelling, capitals too, and what separates the columns.'
  return problem('column_missing', message)
}

/** What a list without a record, or with nothing in its records, is refused with. */
function nothingIn(rows: TextTable['rows'], places: readonly number[]): Result<never, LinkageProblem> | undefined {
  if (rows.length === 0) return problem('list_too_small', 'The file has a header and no row.')
  if (rows.some((cells) => places.some((place) => cells[place]?.trim()))) return undefined
  return problem('list_too_small', 'Every cell is empty in the columns that are encoded.')
}

const REPORTED = 5

/**
 * Encodes a list under a linkage schema alone, record by record in the file’s order, as clkhash does: for working with
 * others who use it. No dummies, no shuffling, no agreement: nothing protects it but the secret.
 */
export function encodeBySchema(
  table: TextTable,
  schema: LinkageSchema,
  digest: string,
  secret: Uint8Array,
): Result<EncodedList, LinkageProblem> {
  if (secret.length === 0) return problem('secret_too_short', 'The secret is empty.')
  const { features } = schema
  const hashed = features.filter(({ ignored }) => !ignored)
  const places = placesOf(
    table.columns,
    hashed.map(({ identifier }) => identifier),
  )
  if (!places.ok) return places
  const columnOf = new Map(hashed.map((feature, at) => [feature, places.value[at]!]))
  const empty = nothingIn(table.rows, places.value)
  if (empty) return empty
  const encoder = createRecordEncoder(schema, secret)
  const filters: Uint8Array[] = []
  const wrong: string[] = []
  let failed = 0
  for (const [row, cells] of table.rows.entries()) {
    const encoded = encoder.encode(features.map((feature) => cells[columnOf.get(feature) ?? -1] ?? ''))
    if (encoded.ok) filters.push(encoded.value)
    else if (failed++ < REPORTED) wrong.push(`row ${row + 2}: “${encoded.error.column}” ${encoded.error.reason}`)
  }
  if (failed > 0) {
    const message = `${failed} of ${table.rows.length} records do not fit the schema. ${wrong.join('; ')}.`
    return problem('value_invalid', message)
  }
  return ok({
    kind: 'schema',
    purpose: null,
    digest,
    keyCheck: keyCheck(partKey(secret, `schema ${digest}`)),
    expiresOn: null,
    slots: [{ field: 0, bytes: encoder.bytes }],
    rows: bitRows(filters, encoder.bytes),
    ids: [],
  })
}

/** The digest of a schema, over the JSON it was read from. */
export const schemaDigest = (canonical: string): string => bytesToHex(sha256(utf8ToBytes(canonical)))

/** An agency’s encodings under an agreement, and what it tells the analyst and not the linkage unit. */
export interface AgreedEncoding {
  readonly list: EncodedList
  /** How many of the encodings are nobody’s. */
  readonly dummies: number
  /** For each encoding the record of the table, −1 for a dummy. It stays with the agency, for the attack report. */
  readonly origins: Int32Array
  /** The table’s records, one text a field of the agreement. They stay with the agency, too. */
  readonly records: readonly (readonly string[])[]
}

export interface AgreedInput {
  readonly agreement: LinkageAgreement
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

/**
 * Encodes an agency’s own list, which it has deduplicated, under an agreement: normalised, encoded with the project’s key,
 * with dummies that only the agency knows, shuffled, under random ids.
 */
export function encodeUnderAgreement(table: TextTable, input: AgreedInput): Result<AgreedEncoding, LinkageProblem> {
  const { agreement, secret, today, choose, onProgress } = input
  if (agreement.purpose !== 'statistics') {
    const message =
      'The agreement is for operations. This encodes for counts alone: agree on “statistics”, in a document of its own.'
    return problem('agreement_invalid', message)
  }
  if (today > agreement.expiresOn) {
    return problem(
      'agreement_expired',
      `The agreement ended on ${agreement.expiresOn}. The parties have to sign a new one.`,
    )
  }
  const key = projectKey(agreement, secret)
  if (!key.ok) return key
  const places = placesOf(
    table.columns,
    agreement.fields.map(({ column }) => column),
  )
  if (!places.ok) return places
  const empty = nothingIn(table.rows, places.value)
  if (empty) return empty
  const records = table.rows.map((cells) => places.value.map((place) => cells[place] ?? ''))
  if (records.length < LEAST_RECORDS) {
    return problem(
      'list_too_small',
      `The list has ${records.length} records; under ${LEAST_RECORDS} dummies hide nobody.`,
    )
  }
  const wanted = Math.ceil(records.length * agreement.dummyShare)
  const dummies = makeDummies(records, agreement.fields, wanted, choose)
  if (dummies.length < wanted) {
    return problem('list_too_small', 'The records are too much alike to make dummies of them that match nobody.')
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
    origins: order.map((at) => (at < records.length ? at : -1)),
    list: {
      kind: agreement.profile,
      purpose: agreement.purpose,
      digest: agreement.digest,
      keyCheck: keyCheck(key.value),
      expiresOn: agreement.expiresOn,
      slots: encoder.slots,
      rows: bitRows(filters, encoder.width),
      ids: filters.map(() => randomId(choose)),
    },
  })
}

const randomId = (choose: Choose): string =>
  Array.from({ length: 4 }, () =>
    choose(2 ** 32)
      .toString(16)
      .padStart(8, '0'),
  ).join('')

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
      return mixed('The files were not encoded in one way: their profiles or lengths differ.')
    }
    if (list.purpose === 'operations') return mixed('Encodings for operations are not counted for statistics.')
    if (list.digest !== first.digest) {
      const document = first.kind === 'schema' ? 'schema' : 'agreement'
      return mixed(
        `The files were encoded under different ${document}s: a single word that differs is enough. Nothing would match.`,
      )
    }
    if (list.keyCheck !== first.keyCheck) {
      return mixed(
        'The files were encoded with different secrets: nothing would match. Take the one of the key holder.',
      )
    }
  }
  return ok(null)
}
