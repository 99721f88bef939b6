import { err, ok, randomSource, type Result } from '@gloact/kernel'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { MOST_FOUND } from './agreement.ts'
import { attackBySchema, recorded, withstands, type AttackReport } from './attack-report.ts'
import { bitRows } from './bit-rows.ts'
import type { Join } from './candidates.ts'
import type { AgencyRefusal } from './encode-for-agency.ts'
import { nothingIn, placesOf, type TextTable } from './encode-list.ts'
import { createRecordEncoder } from './encode-records.ts'
import type { EncodedList } from './encodings.ts'
import { problem, type LinkageProblem, type LinkageSchema } from './linkage-schema.ts'
import { isProjectKey, keyCheck, partKey } from './project-key.ts'

const REPORTED = 5
const SEED = 1

export interface SchemaInput {
  readonly schema: LinkageSchema
  /** `schemaDigest` of it. */
  readonly digest: string
  readonly secret: Uint8Array
  readonly join: Join
  /** From 0 to 1; `MOST_FOUND` unless told otherwise. */
  readonly mostFound?: number
  /** Hands the encodings out although attacks find too many: what others’ software needs has no dummies to hide behind. */
  readonly despiteAttacks?: boolean
  readonly onProgress?: (step: 'encoding' | 'attacking', done: number, total: number) => void
}

export interface SchemaEncoding {
  readonly list: EncodedList
  readonly report: AttackReport
}

/**
 * Encodes a list under a linkage schema alone, record by record in the file’s order, as clkhash does: for working with
 * others who use it. No dummies, no shuffling, no agreement: nothing protects it but the secret. The encodings are attacked
 * as those of an agreement are, and refused where an attack finds too many, unless somebody asks for them all the same.
 */
export async function encodeBySchema(
  table: TextTable,
  input: SchemaInput,
): Promise<Result<SchemaEncoding, AgencyRefusal>> {
  const { schema, join, mostFound = MOST_FOUND, despiteAttacks = false, onProgress } = input
  onProgress?.('encoding', 0, 1)
  const encoded = encodeRecords(table, input)
  if (!encoded.ok) return encoded
  const { list, records } = encoded.value
  onProgress?.('attacking', 0, 1)
  // The attackers’ key and sample are always the same: anyone who tries again is not let through by chance.
  const choose = randomSource(SEED).below
  const report = await attackBySchema({ schema, rows: list.rows, records, join, choose })
  const stands = withstands(report, mostFound)
  if (!stands.ok && !despiteAttacks) {
    const message =
      'Under a linkage schema alone there are no dummies that would hide anyone. Use an agreement, or --despite-attacks ' +
      'where those you work with need these encodings.'
    return err({ code: stands.error.code, message: `${stands.error.message.split('Agree on')[0]}${message}`, report })
  }
  return ok({ list: { ...list, attacks: recorded(report, mostFound) }, report })
}

interface SchemaRecords {
  readonly list: EncodedList
  /** One text a feature of the schema, in the file’s order. */
  readonly records: readonly (readonly string[])[]
}

function encodeRecords(
  table: TextTable,
  { schema, digest, secret }: SchemaInput,
): Result<SchemaRecords, LinkageProblem> {
  if (secret.length === 0) return problem('secret_too_short', 'The secret is empty.')
  if (isProjectKey(secret)) {
    return problem('key_mismatch', 'This is the key of a project under an agreement; a linkage schema takes a secret.')
  }
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
  const records = table.rows.map((cells) => features.map((feature) => cells[columnOf.get(feature) ?? -1] ?? ''))
  const encoder = createRecordEncoder(schema, secret)
  const filters: Uint8Array[] = []
  const wrong: string[] = []
  let failed = 0
  for (const [row, record] of records.entries()) {
    const encoded = encoder.encode(record)
    if (encoded.ok) filters.push(encoded.value)
    else if (failed++ < REPORTED) wrong.push(`row ${row + 2}: “${encoded.error.column}” ${encoded.error.reason}`)
  }
  if (failed > 0) {
    const message = `${failed} of ${table.rows.length} records do not fit the schema. ${wrong.join('; ')}.`
    return problem('value_invalid', message)
  }
  const list: EncodedList = {
    kind: 'schema',
    purpose: null,
    digest,
    keyCheck: keyCheck(partKey(secret, `schema ${digest}`)),
    expiresOn: null,
    slots: [{ field: 0, bytes: encoder.bytes }],
    rows: bitRows(filters, encoder.bytes),
    attacks: null,
    planted: [],
  }
  return ok({ list, records })
}

/** The digest of a schema, over the JSON it was read from. */
export const schemaDigest = (canonical: string): string => bytesToHex(sha256(utf8ToBytes(canonical)))
