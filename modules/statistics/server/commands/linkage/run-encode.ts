import { readFile } from 'node:fs/promises'
import { loadTable, writeTogether, writeWhole } from '@gloact/csv/node'
import { canonicalJson, ok, type Result } from '@gloact/kernel'
import { loadKernel } from '@gloact/linkage/node'
import {
  dummyShareFor,
  dummyShareOf,
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
  SMALL_LIST,
  triesRecorded,
  worstOf,
  writeEncodings,
  writeTries,
  type AgencyRefusal,
  type AttackReport,
  type EncodingTry,
  type KeyPair,
  type LinkageAgreement,
  type LinkageProblem,
  type ListLook,
  type TextTable,
} from '@gloact/linkage/private'
import { type CommandContext, EXIT, failed, interruptible, type Outcome, refused, usage } from '@gloact/command'
import {
  fitting,
  inMemory,
  memoryForValues,
  MORE_MEMORY,
  percentOf,
  readJsonFile,
  wrongPlace,
} from '@gloact/command/files'
import { keysNamed, readKept } from './agreed-keys.ts'
import { counted } from './counted.ts'

const LARGEST = 256 * 2 ** 20
/** What a file's byte takes as cells, and what a record takes with its encoding, dummies and attacks: measured with six columns. */
const BYTES_A_BYTE = 8
const BYTES_A_RECORD = 2500

/** Reads the list, the schema or agreement and the key, encodes, and writes. Ctrl-C ends it and leaves no file. */
export const runEncode = (context: CommandContext): Promise<Outcome> =>
  interruptible((signal) => encode(context, signal))

async function encode(context: CommandContext, signal: AbortSignal): Promise<Outcome> {
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
  for (const { message } of table.value.warnings) context.say(message)
  const isAgreement = typeof schema.value === 'object' && schema.value !== null && 'format' in schema.value
  const given = { json: schema.value, secret: secret.value, pair: pair.value, table: table.value, mostFound, signal }
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

function refusedWith(context: CommandContext, { code, message, report }: AgencyRefusal): Outcome {
  if (report) context.say(attackLines(report))
  const outcome = refused({ code, message })
  return report ? { ...outcome, json: { ...outcome.json, attacks: report.attacks } } : outcome
}

async function bySchema(context: CommandContext, given: Given): Promise<Outcome> {
  const { json, secret, pair, table, signal } = given
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
  if (!encoded.ok) return refusedWith(context, encoded.error)
  const { list, report } = encoded.value
  context.say(attackLines(report, mostFound.value))
  const out = context.text('out') ?? ''
  context.writes()
  const written = await writeWhole(out, writeEncodings(list), { signal })
  if (!written.ok) return failed(written.error)
  const { total, width } = list.rows
  const succeeded = list.attacks?.succeeded ?? []
  const lines = [
    `${counted(total, 'record')} encoded in ${width * 8} bits each; written to ${out}.`,
    ...(succeeded.length > 0
      ? [
          `Written although attacks find more than ${percent(mostFound.value)} of the records, since you asked for it: ${ATTACKED}`,
        ]
      : []),
    'They were encoded under a schema alone: no dummies, no agreement, and the order is the list’s. Only the secret',
    'protects them, and an encoding is not anonymous.',
  ]
  return {
    exit: EXIT.ok,
    text: lines.join('\n'),
    json: { ok: true, kind: 'schema', records: total, bits: width * 8, out, attacks: report.attacks, succeeded },
  }
}

const ATTACKED = 'anyone who gets hold of the file can find those people in it. It says so itself.'
const percent = (share: number): string => `${Number((100 * share).toFixed(2))} %`

async function underAgreement(context: CommandContext, given: Given): Promise<Outcome> {
  const { json, secret, pair, table, signal } = given
  const agreement = readAgreement(json)
  if (!agreement.ok) return refused(agreement.error)
  if (context.flag('despite-attacks')) {
    return usage('--despite-attacks is for a linkage schema alone. Under an agreement, agree on more dummies instead.')
  }
  const mostFound = limitOf(given.mostFound, agreement.value.mostFound)
  if (!mostFound.ok) return mostFound.error
  // A list without its columns would look as if all its records said the same.
  const look = lookAtList(table, agreement.value)
  if (look.fields.every(({ found }) => found)) for (const line of lookLines(look)) context.say(line)
  for (const line of shareLines(agreement.value, look.records)) context.say(line)
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
  if (!encoded.ok) return await refusedTry(context, encoded.error, agreement.value.digest)
  const { tries = [], kind, records, dummies, leftOut, bitsEach, report, sealed, encodings, dummyCount } = encoded.value
  context.say(attackLines(report, mostFound.value))
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
    `${counted(records, 'record')} encoded, with ${counted(dummies, 'dummy', 'dummies')} among them; written to ${out}, for the linkage unit.`,
    sealed
      ? `The file is signed as ${sealed.from}, and encrypted to ${sealed.unit}: nobody else can open it.`
      : 'The file is neither signed nor encrypted, since the agreement names no keys: send it so that nobody else reads it.',
    `The number of dummies is in ${dummiesOut}, for the analyst: the linkage unit may not learn it.`,
    ...(isProjectKey(secret)
      ? []
      : [
          'The secret itself was used: anyone who has it has the key of every project that it is used for. Let it be for this',
          'project alone, or have the key holder hand out project keys (gloact encode key).',
        ]),
    triesLine(tries, recordPath),
    'An encoding is not anonymous. It is personal data: keep no copy.',
  ]
  return {
    exit: EXIT.ok,
    text: lines.join('\n'),
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

const triesLine = (tries: readonly EncodingTry[], path: string): string =>
  `${counted(tries.length, 'try', 'tries')} under this agreement, ${triesRecorded(tries).refused} refused; the most found in any was ` +
  `${(100 * worstOf(tries)).toFixed(2)} %. Recorded in ${path}.`

/** A try that was refused is recorded, too: so that nobody changes a row and tries until chance lets it pass unseen. */
async function refusedTry(context: CommandContext, refusal: AgencyRefusal, digest: string): Promise<Outcome> {
  const { tries } = refusal
  if (!tries) return refusedWith(context, refusal)
  const path = triesPath(context)
  context.writes()
  const written = await writeWhole(path, [writeTries(tries, digest)])
  if (!written.ok) return failed(written.error)
  context.say(triesLine(tries, path))
  const outcome = refusedWith(context, refusal)
  return { ...outcome, json: { ...outcome.json, tries: { ...triesRecorded(tries), worst: worstOf(tries) } } }
}

/** How many dummies a list of this size takes, before anything is encoded. */
function shareLines(agreement: LinkageAgreement, records: number): string[] {
  const { profile, dummyShare, shareBySize } = agreement
  const wanted = dummyShareFor(profile, records)
  const list = `The list has ${counted(records, 'record')}`
  const small =
    profile === 'trusted-unit' && records < SMALL_LIST
      ? [`${list}: of so few, those for a trusted unit are often refused. Agree on the strict profile.`]
      : []
  if (shareBySize)
    return [
      ...small,
      `${list}: it takes ${dummyShareOf(agreement, records)} dummies a record or more, as lists of its size need.`,
    ]
  if (dummyShare >= wanted) return small
  return [
    `${list}: of so few, ${wanted} dummies a record withstand the attacks, and the agreement states ${dummyShare}. If it is refused, ` +
      'leave “dummyShare” out of the agreement: each list then takes what its size needs.',
  ]
}

/** What somebody should know of the list before its counts are relied on. */
function lookLines({ records, fields, repeated, leftOut }: ListLook): string[] {
  const filtered = leftOut
    ? [
        `${counted(leftOut, 'record is', 'records are')} left out by the agreement’s filter; ${counted(records, 'is', 'are')} encoded. Nobody but you is told.`,
      ]
    : []
  const unreadable = fields
    .filter((field) => field.unreadable > 0)
    .map(
      (field) =>
        `“${field.column}”: ${counted(field.unreadable, 'cell holds', 'cells hold')} no ${field.kind} that can be read; ${field.unreadable === 1 ? 'it matches' : 'they match'} little.`,
    )
  const again = `${repeated} of ${counted(records, 'record')} ${repeated === 1 ? 'says' : 'say'} the same as one before. Deduplicate: a list has to hold a person once.`
  return [...filtered, ...(repeated > 0 ? [again] : []), ...unreadable]
}

const ATTACKS = { frequency: 'frequencies', patterns: 'patterns of bits', graph: 'similarities among records' } as const

/** What each attack found, with the whole list as what the attacker knows. */
function attackLines(report: AttackReport, mostFound?: number): string {
  const lucky = mostFound === undefined ? [] : byChance(report, mostFound)
  return report.attacks
    .map((one) => {
      const found = `Attack by ${ATTACKS[one.attack]}: ${counted(one.right, 'record')} found (${(100 * one.found).toFixed(2)} %).`
      return lucky.includes(one)
        ? `${found} That is over ${percent(mostFound ?? 0)}, but no more than guessing would find: ${one.right} of ${report.records}.`
        : found
    })
    .join('\n')
}
