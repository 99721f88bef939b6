import { readFile, stat } from 'node:fs/promises'
import { loadTable, writeTogether, writeWhole } from '@gloact/csv/node'
import { canonicalJson } from '@gloact/kernel'
import { loadKernel } from '@gloact/linkage/node'
import {
  encodeBySchema,
  encodeForAgency,
  joinDice,
  lookAtList,
  MOST_FOUND,
  readAgreement,
  readLinkageSchema,
  schemaDigest,
  secretIn,
  systemChoose,
  writeEncodings,
  type AttackReport,
  type ListLook,
  type TextTable,
} from '@gloact/linkage/private'
import { type CommandContext, EXIT, type Outcome } from '../command.ts'
import { interruptible } from '../interruptible.ts'
import { failed, refused, usage } from '../outcome.ts'
import { fitting, inMemory, memoryForValues } from '../memory.ts'
import { percentOf } from '../percent.ts'
import { isAbsent, readJsonFile } from '../read-json-file.ts'
import { wrongPlace } from '../wrong-place.ts'

const LARGEST = 256 * 2 ** 20
/** What a file's byte takes as cells, and what a record takes with its encoding, dummies and attacks: measured with six columns. */
const BYTES_A_BYTE = 8
const BYTES_A_RECORD = 2500

/** Reads the list, the schema or agreement and the secret, encodes, and writes. Ctrl-C ends it and leaves no file. */
export const runEncode = (context: CommandContext): Promise<Outcome> =>
  interruptible((signal) => encode(context, signal))

async function encode(context: CommandContext, signal: AbortSignal): Promise<Outcome> {
  const { text, arguments: files } = context
  const mostFound = Number(text('most-found') ?? MOST_FOUND)
  if (!(mostFound >= 0 && mostFound <= 1)) return usage('--most-found is a share from 0 to 1, such as 0.01.')
  const wrong = await wrongPlace(
    [files[0], text('schema'), text('secret-file')],
    [
      ['out', text('out')],
      ['dummies', dummiesPath(context)],
    ],
  )
  if (wrong) return wrong
  const schema = await readJsonFile(text('schema') ?? '')
  if (!schema.ok) return refused(schema.error)
  const secret = await secretFrom(text('secret-file') ?? '', context)
  if (!secret)
    return failed({ code: 'file_not_found', message: `${text('secret-file')} is not there, or may not be read.` })
  const table = await loadTable(files[0] ?? '', {
    delimiter: text('delimiter'),
    largestBytes: Math.min(LARGEST, memoryForValues() / BYTES_A_BYTE),
    signal,
    onProgress: percentOf(context, 'Reading'),
  })
  if (!table.ok) return refused(table.error)
  const most = fitting(BYTES_A_RECORD)
  if (table.value.rows.length > most) {
    const message = `The list has ${table.value.rows.length} records; ${most} fit into ${inMemory()}. Split it.`
    return refused({ code: 'list_too_large', message })
  }
  for (const { message } of table.value.warnings) context.say(message)
  const isAgreement = typeof schema.value === 'object' && schema.value !== null && 'format' in schema.value
  return isAgreement
    ? await underAgreement(context, { json: schema.value, secret, table: table.value, mostFound, signal })
    : await bySchema(context, { json: schema.value, secret, table: table.value, signal })
}

const dummiesPath = ({ text }: CommandContext): string =>
  text('dummies') ?? `${(text('out') ?? '').replace(/\.clk$/, '')}.dummies.json`

/** The secret without a line break at its end. */
async function secretFrom(path: string, { say }: CommandContext): Promise<Uint8Array | undefined> {
  try {
    const [bytes, { mode }] = await Promise.all([readFile(path), stat(path)])
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      say(`Other users of this machine can read ${path}. Keep it from them: chmod 600.`)
    }
    return secretIn(bytes)
  } catch (error) {
    if (!isAbsent(error)) throw error
    return undefined
  }
}

interface Given {
  readonly json: unknown
  readonly secret: Uint8Array
  readonly table: TextTable
  readonly signal: AbortSignal
}

async function bySchema(context: CommandContext, { json, secret, table, signal }: Given): Promise<Outcome> {
  const schema = readLinkageSchema(json)
  if (!schema.ok) return refused(schema.error)
  const encoded = encodeBySchema(table, schema.value, schemaDigest(canonicalJson(json)), secret)
  if (!encoded.ok) return refused(encoded.error)
  const out = context.text('out') ?? ''
  context.writes()
  const written = await writeWhole(out, [writeEncodings(encoded.value)], { signal })
  if (!written.ok) return failed(written.error)
  const { total, width } = encoded.value.rows
  const lines = [
    `${total} records encoded in ${width * 8} bits each; written to ${out}.`,
    'They were encoded under a schema alone: no dummies, no agreement, and the order is the list’s. Only the secret',
    'protects them, and an encoding is not anonymous.',
  ]
  return {
    exit: EXIT.ok,
    text: lines.join('\n'),
    json: { ok: true, kind: 'schema', records: total, bits: width * 8, out },
  }
}

async function underAgreement(
  context: CommandContext,
  { json, secret, table, mostFound, signal }: Given & { readonly mostFound: number },
): Promise<Outcome> {
  const agreement = readAgreement(json)
  if (!agreement.ok) return refused(agreement.error)
  for (const line of lookLines(lookAtList(table, agreement.value.fields))) context.say(line)
  const kernel = loadKernel()
  const encoded = await encodeForAgency(table, {
    agreement: agreement.value,
    secret,
    today: new Date().toISOString().slice(0, 10),
    choose: systemChoose(),
    join: (a, b, options) => Promise.resolve(joinDice(kernel, a, b, options)),
    mostFound,
    onProgress: (step) => context.progress(step === 'encoding' ? 'Encoding' : 'Attacking the encodings'),
  })
  const report = encoded.ok ? encoded.value.report : encoded.error.report
  if (report) context.say(attackLines(report))
  if (!encoded.ok) {
    const { code, message } = encoded.error
    const outcome = refused({ code, message })
    return report ? { ...outcome, json: { ...outcome.json, attacks: report.attacks } } : outcome
  }
  const { kind, records, dummies, bitsEach, encodings, dummyCount } = encoded.value
  const out = context.text('out') ?? ''
  const dummiesOut = dummiesPath(context)
  // Both or neither: encodings whose dummies nobody can take away are of no use, and personal data.
  const files = [
    { path: out, pieces: [encodings] },
    { path: dummiesOut, pieces: [dummyCount] },
  ]
  context.writes()
  const written = await writeTogether(files, { signal })
  if (!written.ok) return failed(written.error)
  const lines = [
    `${records} records encoded, with ${dummies} dummies among them; written to ${out}, for the linkage unit.`,
    `The number of dummies is in ${dummiesOut}, for the analyst: the linkage unit may not learn it.`,
    'An encoding is not anonymous. It is personal data: send it encrypted, and keep no copy.',
  ]
  return {
    exit: EXIT.ok,
    text: lines.join('\n'),
    json: {
      ok: true,
      kind,
      records,
      dummies,
      bits: bitsEach,
      out,
      dummiesOut,
      attacks: encoded.value.report.attacks,
    },
  }
}

/** What somebody should know of the list before its counts are relied on. */
function lookLines({ records, fields, repeated }: ListLook): string[] {
  const unreadable = fields
    .filter((field) => field.unreadable > 0)
    .map(
      (field) =>
        `“${field.column}”: ${field.unreadable} cells hold no ${field.kind} that can be read; they match little.`,
    )
  const again = `${repeated} of ${records} records say the same as one before them. Deduplicate: a list has to hold a person once.`
  return repeated > 0 ? [again, ...unreadable] : unreadable
}

const ATTACKS = { frequency: 'frequencies', patterns: 'patterns of bits', graph: 'similarities among records' } as const

/** What each attack found, with the whole list as what the attacker knows. */
const attackLines = ({ attacks }: AttackReport): string =>
  attacks
    .map(
      ({ attack, right, found }) =>
        `Attack by ${ATTACKS[attack]}: ${right} records found (${(100 * found).toFixed(2)} %).`,
    )
    .join('\n')
