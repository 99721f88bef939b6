import { readFile } from 'node:fs/promises'
import { loadTable, writeTogether, writeWhole } from '@gloact/csv/node'
import { canonicalJson, ok, said, type Result } from '@gloact/kernel'
import { loadKernel } from '@gloact/linkage/node'
import {
  byChance,
  encodeBySchema,
  encodeForAgency,
  isProjectKey,
  joinDice,
  lookAtList,
  MOST_FOUND,
  readAgreement,
  readLinkageSchema,
  readTries,
  schemaDigest,
  triesRecorded,
  worstOf,
  writeEncodings,
  writeTries,
  type AgencyRefusal,
  type AttackReport,
  type EncodingTry,
  type KeyPair,
  type LinkageProblem,
  type TextTable,
} from '@gloact/linkage/private'
import { type CommandContext, EXIT, failed, interruptible, type Outcome, refused, usage } from '@gloact/command'
import {
  fitting,
  inMemory,
  memoryForValues,
  MORE_MEMORY,
  percentOf,
  readingSaid,
  readJsonFile,
  wordsOf,
  wrongPlace,
} from '@gloact/command/files'
import { keysNamed, readKept } from './agreed-keys.ts'
import type { ReportWords } from '@gloact/reports/words'
import { attackReportSaid, lookSaid, percentOfShare, shareSaid, triesSaid } from './encode-said.ts'

const LARGEST = 256 * 2 ** 20
/** What a file's byte takes as cells, and what a record takes with its encoding, dummies and attacks: measured with six columns. */
const BYTES_A_BYTE = 8
const BYTES_A_RECORD = 2500

/** Reads the list, the schema or agreement and the key, encodes, and writes. Ctrl-C ends it and leaves no file. */
export const runEncode = (context: CommandContext): Promise<Outcome> =>
  interruptible((signal) => encode(context, signal))

async function encode(context: CommandContext, signal: AbortSignal): Promise<Outcome> {
  const words = await wordsOf(context)
  if (!words.ok) return words.error
  const { text, arguments: files } = context
  const mostFound = text('most-found') === undefined ? undefined : Number(text('most-found'))
  if (mostFound !== undefined && !(mostFound >= 0 && mostFound <= 1)) {
    return usage('--most-found is a share from 0 to 1, such as 0.005.')
  }
  const wrong = await wrongPlace(
    [files[0], text('schema'), text('secret-file'), text('key-file')],
    [
      ['out', text('out')],
      ['dummies', dummiesPath(context)],
      ['schema', triesPath(context)],
    ],
  )
  if (wrong) return wrong
  const schema = await readJsonFile(text('schema') ?? '')
  if (!schema.ok) return refused(schema.error)
  const secret = await readKept(text('secret-file') ?? '', context)
  if (!secret.ok) return refused(secret.error)
  const pair = await keysNamed(context)
  if (!pair.ok) return refused(pair.error)
  const table = await loadTable(files[0] ?? '', {
    delimiter: text('delimiter'),
    largestBytes: Math.min(LARGEST, memoryForValues() / BYTES_A_BYTE),
    signal,
    onProgress: percentOf(context, 'Reading'),
  })
  if (!table.ok) return refused(table.error)
  const most = fitting(BYTES_A_RECORD)
  if (table.value.rows.length > most) {
    const message = `The list has ${table.value.rows.length} records; ${most} fit into ${inMemory()}. ${MORE_MEMORY}`
    return refused({ code: 'list_too_large', message })
  }
  for (const warning of table.value.warnings) context.say(words.value.word(readingSaid(warning)))
  const isAgreement = typeof schema.value === 'object' && schema.value !== null && 'format' in schema.value
  const given = {
    json: schema.value,
    secret: secret.value,
    pair: pair.value,
    table: table.value,
    mostFound,
    words: words.value,
    signal,
  }
  return isAgreement ? await underAgreement(context, given) : await bySchema(context, given)
}

const dummiesPath = ({ text }: CommandContext): string =>
  text('dummies') ?? `${(text('out') ?? '').replace(/\.clk$/, '')}.dummies.json`

interface Given {
  readonly json: unknown
  readonly secret: Uint8Array
  readonly pair: KeyPair | undefined
  readonly table: TextTable
  readonly mostFound: number | undefined
  readonly words: ReportWords
  readonly signal: AbortSignal
}

/** What both ways of encoding need of this machine, and what they say meanwhile. */
function working(context: CommandContext) {
  const kernel = loadKernel()
  return {
    join: (...[a, b, options]: Parameters<Parameters<typeof encodeForAgency>[1]['join']>) =>
      Promise.resolve(joinDice(kernel, a, b, options)),
    onProgress: (step: 'encoding' | 'attacking') =>
      context.progress(step === 'encoding' ? 'Encoding' : 'Attacking the encodings'),
  }
}

/** The limit for attacks: anyone who encodes may be stricter than what was agreed on, never the other way round. */
function limitOf(asked: number | undefined, agreed: number): Result<number, Outcome> {
  if (asked === undefined || asked <= agreed) return ok(asked ?? agreed)
  const message = `--most-found may be stricter than ${agreed}, which is agreed on, and not looser. A looser limit (“mostFound”) is for all parties to sign.`
  return { ok: false, error: usage(message) }
}

/** What each attack found, a line each. */
const attackLines = ({ sentences, word }: ReportWords, report: AttackReport, mostFound?: number): string =>
  attackReportSaid(report, mostFound)
    .map((one) => sentences(one.map(word)))
    .join('\n')

function refusedWith(context: CommandContext, words: ReportWords, { code, message, report }: AgencyRefusal): Outcome {
  if (report) context.say(attackLines(words, report))
  const outcome = refused({ code, message })
  return report ? { ...outcome, json: { ...outcome.json, attacks: report.attacks } } : outcome
}

async function bySchema(context: CommandContext, given: Given): Promise<Outcome> {
  const { json, secret, pair, table, words, signal } = given
  const schema = readLinkageSchema(json)
  if (!schema.ok) return refused(schema.error)
  if (pair) return usage('--key-file belongs to an agreement that names keys, and this is a linkage schema.')
  const mostFound = limitOf(given.mostFound, MOST_FOUND)
  if (!mostFound.ok) return mostFound.error
  const encoded = await encodeBySchema(table, {
    ...working(context),
    schema: schema.value,
    digest: schemaDigest(canonicalJson(json)),
    secret,
    mostFound: mostFound.value,
    despiteAttacks: context.flag('despite-attacks'),
  })
  if (!encoded.ok) return refusedWith(context, words, encoded.error)
  const { list, report } = encoded.value
  context.say(attackLines(words, report, mostFound.value))
  const out = context.text('out') ?? ''
  context.writes()
  const written = await writeWhole(out, writeEncodings(list), { signal })
  if (!written.ok) return failed(written.error)
  const { total, width } = list.rows
  const succeeded = list.attacks?.succeeded ?? []
  const lines = [
    said('encode.made', { records: total, bits: width * 8, path: out }),
    ...(succeeded.length > 0 ? [said('encode.despite', { limit: percentOfShare(mostFound.value) })] : []),
    said('encode.schema_alone'),
  ]
  return {
    exit: EXIT.ok,
    text: lines.map(words.word).join('\n'),
    json: { ok: true, kind: 'schema', records: total, bits: width * 8, out, attacks: report.attacks, succeeded },
  }
}

async function underAgreement(context: CommandContext, given: Given): Promise<Outcome> {
  const { json, secret, pair, table, words, signal } = given
  const agreement = readAgreement(json)
  if (!agreement.ok) return refused(agreement.error)
  if (context.flag('despite-attacks')) {
    return usage('--despite-attacks is for a linkage schema alone. Under an agreement, agree on more dummies instead.')
  }
  const mostFound = limitOf(given.mostFound, agreement.value.mostFound)
  if (!mostFound.ok) return mostFound.error
  // A list without its columns would look as if all its records said the same.
  const look = lookAtList(table, agreement.value)
  const about = [
    ...(look.fields.every(({ found }) => found) ? lookSaid(look) : []),
    ...shareSaid(agreement.value, look.records),
  ]
  for (const one of about) context.say(words.word(one))
  const recordPath = triesPath(context)
  const before = await recordedTries(recordPath, agreement.value.digest)
  if (!before.ok) return refused(before.error)
  const encoded = await encodeForAgency(table, {
    ...working(context),
    tries: before.value,
    agreement: agreement.value,
    secret,
    pair,
    today: new Date().toISOString().slice(0, 10),
    mostFound: mostFound.value,
  })
  if (!encoded.ok) return await refusedTry(context, words, encoded.error, agreement.value.digest)
  const { tries = [], kind, records, dummies, leftOut, bitsEach, report, sealed, encodings, dummyCount } = encoded.value
  context.say(attackLines(words, report, mostFound.value))
  const out = context.text('out') ?? ''
  const dummiesOut = dummiesPath(context)
  // All or none: encodings whose dummies nobody can take away are of no use, and personal data.
  const files = [
    { path: out, pieces: encodings },
    { path: dummiesOut, pieces: [dummyCount] },
    { path: recordPath, pieces: [writeTries(tries, agreement.value.digest)] },
  ]
  context.writes()
  const written = await writeTogether(files, { signal })
  if (!written.ok) return failed(written.error)
  const lines = [
    said('encode.made_with_dummies', { records, dummies, path: out }),
    sealed ? said('encode.sealed', { from: sealed.from, unit: sealed.unit }) : said('encode.not_sealed'),
    said('encode.dummies_in', { path: dummiesOut }),
    ...(isProjectKey(secret) ? [] : [said('encode.secret_itself')]),
    triesSaid(tries, recordPath),
    said('encode.keep_no_copy'),
  ]
  return {
    exit: EXIT.ok,
    text: lines.map(words.word).join('\n'),
    json: {
      ok: true,
      kind,
      records,
      dummies,
      leftOut,
      bits: bitsEach,
      sealed,
      mostFound: mostFound.value,
      out,
      dummiesOut,
      attacks: report.attacks,
      withinChance: byChance(report, mostFound.value).map(({ attack }) => attack),
      tries: { ...triesRecorded(tries), worst: worstOf(tries) },
    },
  }
}

/** Beside the agreement, where what was tried under it is recorded. */
const triesPath = ({ text }: CommandContext): string => `${(text('schema') ?? '').replace(/\.json$/i, '')}.tries.jsonl`

async function recordedTries(path: string, digest: string): Promise<Result<readonly EncodingTry[], LinkageProblem>> {
  try {
    return readTries(await readFile(path, 'utf8'), digest)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ok([])
    throw error
  }
}

/** A try that was refused is recorded, too: so that nobody changes a row and tries until chance lets it pass unseen. */
async function refusedTry(
  context: CommandContext,
  words: ReportWords,
  refusal: AgencyRefusal,
  digest: string,
): Promise<Outcome> {
  const { tries } = refusal
  if (!tries) return refusedWith(context, words, refusal)
  const path = triesPath(context)
  context.writes()
  const written = await writeWhole(path, [writeTries(tries, digest)])
  if (!written.ok) return failed(written.error)
  context.say(words.word(triesSaid(tries, path)))
  const outcome = refusedWith(context, words, refusal)
  return { ...outcome, json: { ...outcome.json, tries: { ...triesRecorded(tries), worst: worstOf(tries) } } }
}
