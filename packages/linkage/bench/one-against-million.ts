/**
 * Looks for who a new file may be among a million files of invented people, unless another number is given: milliseconds of
 * one search by the clock and by the processor (its keys and candidates alone, and all of it with scoring and reasons), how
 * many of those who have a file are found, and how many strangers are called likely. What a caller has to unseal is counted beside: two openings of
 * AES-256-GCM a file (the person's key, then the values), for every file that is shown and for every one compared.
 *
 *   node packages/linkage/bench/one-against-million.ts [records]
 */
import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto'
import { createFileIndex, createRecords, learnLinkage } from '../plain/index.ts'
import { INVENTED_COLUMNS, INVENTED_SCHEMA, inventedPeople } from './invented-people.ts'

const count = Number(process.argv[2] ?? 1_000_000)
const EACH = 100
const STRANGERS = 1000
const seconds = (): number => process.cpuUsage().user / 1e6
const write = (line: string): void => void process.stdout.write(`${line}\n`)

const builder = createRecords(INVENTED_SCHEMA, { year: 2026 })
builder.open('files', INVENTED_COLUMNS)
const persons: number[] = []
const asked: { readonly person: number; readonly cells: string[] }[] = []
let before = -1
let repeated = 0
for (const { person, cells } of inventedPeople(count + Math.ceil(count / 400))) {
  // Every so many that are recorded again are put aside, to be looked for.
  if (person === before && ++repeated % EACH === 0) asked.push({ person, cells })
  else {
    if (persons.length === count) continue
    builder.add(cells)
    persons.push(person)
  }
  before = person
}
const known = new Set(persons)
const planted = asked.filter(({ person }) => known.has(person))
const strangers = [...inventedPeople(STRANGERS, { seed: 2, share: 0 })].map(({ cells }) => cells)

let began = seconds()
const records = builder.finish()
const learned = await learnLinkage(records, { mode: 'within_all' })
if (!learned.ok) throw new Error(learned.error.message)
write(`${records.count} files; model learned in ${(seconds() - began).toFixed(0)} s CPU`)
began = seconds()
const index = createFileIndex(records, learned.value, { secret: randomBytes(32) })
write(
  `index of ${learned.value.candidates.keys.length} keys: ${(index.tokens / 1e6).toFixed(1)} M tokens, ${Math.round(index.bytes / 1e6)} MB, ${(seconds() - began).toFixed(0)} s CPU`,
)

// A sealed file: the person's key under another key, and the values under the person's key.
const outer = createSecretKey(randomBytes(32))
const vector = randomBytes(12)
const seal = (key: ReturnType<typeof createSecretKey>, bytes: Uint8Array) => {
  const cipher = createCipheriv('aes-256-gcm', key, vector, { authTagLength: 16 })
  return { bytes: Buffer.concat([cipher.update(bytes), cipher.final()]), tag: cipher.getAuthTag() }
}
const open = (key: ReturnType<typeof createSecretKey>, { bytes, tag }: ReturnType<typeof seal>): Buffer => {
  const decipher = createDecipheriv('aes-256-gcm', key, vector, { authTagLength: 16 }).setAuthTag(tag)
  return Buffer.concat([decipher.update(bytes), decipher.final()])
}
const inner = randomBytes(32)
const wrapped = seal(outer, inner)
const values = seal(createSecretKey(inner), Buffer.from(JSON.stringify(strangers[0])))
const unseal = (files: number): void => {
  for (let file = 0; file < files; file++)
    JSON.parse(open(createSecretKey(open(outer, wrapped)), values).toString('utf8'))
}

interface Times {
  readonly clock: number[]
  readonly processor: number[]
}
const none = (): Times => ({ clock: [], processor: [] })
const times = { candidates: none(), all: none(), shown: none(), every: none() }
const compared: number[] = []
/** Times a part of a search, after another part of it. */
const timed = <T>({ clock, processor }: Times, after: Times | undefined, run: () => T): T => {
  const [from, used] = [performance.now(), process.cpuUsage()]
  const result = run()
  const { user, system } = process.cpuUsage(used)
  clock.push(performance.now() - from + (after?.clock.at(-1) ?? 0))
  processor.push((user + system) / 1000 + (after?.processor.at(-1) ?? 0))
  return result
}
function search(cells: readonly string[]) {
  const found = timed(times.candidates, undefined, () => index.candidates(cells, INVENTED_COLUMNS))
  const likely = timed(times.all, undefined, () => index.findLikely(cells, INVENTED_COLUMNS))
  timed(times.shown, times.all, () => unseal(likely.length))
  timed(times.every, times.all, () => unseal(found.length))
  compared.push(found.length)
  return likely
}
for (const cells of strangers.slice(0, 100)) search(cells)
for (const { clock, processor } of Object.values(times)) clock.length = processor.length = 0
compared.length = 0

let [first, ten, likely, wrong, sure] = [0, 0, 0, 0, 0]
for (const { person, cells } of planted) {
  const found = search(cells)
  const at = found.findIndex(({ record }) => persons[record] === person)
  if (at === 0) first++
  if (at >= 0 && at < 10) ten++
  if (at >= 0 && found[at]!.probability >= 0.5) likely++
}
for (const cells of strangers) {
  const [best] = search(cells)
  if (best && best.probability >= 0.5) wrong++
  if (best && best.probability >= 0.9) sure++
}
const at = (list: readonly number[], share: number): string =>
  list.toSorted((x, y) => x - y)[Math.floor(share * (list.length - 1))]!.toFixed(2)
const line = (name: string, { clock, processor }: Times, must: string): void =>
  write(
    `  ${name.padEnd(36)}${[at(clock, 0.5), at(clock, 0.95), at(clock, 0.99), at(processor, 0.5), at(processor, 0.95)].map((figure) => figure.padStart(9)).join('')}  ${must}`,
  )
write(`${planted.length} who have a file and ${strangers.length} strangers, one after the other, one thread`)
write(`  files compared: ${at(compared, 0.5)}, p95 ${at(compared, 0.95)}, at most ${at(compared, 1)}`)
write('  milliseconds                              p50      p95      p99  CPU p50  CPU p95  p95 must')
line('keys and candidates alone', times.candidates, '5')
line('all: candidates, scores, reasons', times.all, '')
line('… and unsealing what is shown', times.shown, '50')
line('… and unsealing all compared', times.every, '50')
const share = (part: number, of: number): string => (part / of).toFixed(4)
write(
  `found first ${share(first, planted.length)}, among ten ${share(ten, planted.length)}, at a probability of one half or more ${share(likely, planted.length)}`,
)
write(
  `strangers called likely: ${share(wrong, strangers.length)} at one half or more, ${share(sure, strangers.length)} at 0.9 or more`,
)
write(`peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`)
