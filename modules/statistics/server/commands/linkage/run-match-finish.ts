import { err, ok, said, type Result } from '@gloact/kernel'
import { withoutDummies, type DummyCount, type LinkedHistories } from '@gloact/linkage/private'
import { type CommandContext, EXIT, failed, interruptible, type Outcome, refused } from '@gloact/command'
import { readJsonFile, wordsOf, wrongPlace } from '@gloact/command/files'
import { drawsPath, writeLinkedHistories } from './write-linked-histories.ts'

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const areTexts = (value: unknown, length: number): boolean =>
  Array.isArray(value) && value.length === length && value.every((each) => typeof each === 'string')

const areCounts = (value: unknown, length: number): boolean =>
  Array.isArray(value) && value.length === length && value.every((each) => Number.isSafeInteger(each) && each >= 0)

/** Whether it is what `gloact match` wrote: each history that the lists allow, with a count and as many in every draw. */
function isHistories(value: unknown): value is LinkedHistories {
  if (!isObject(value) || !Array.isArray(value['lists'])) return false
  const { length } = value['lists']
  const all = 2 ** length - 1
  const { lists, histories, counts, draws, recordsPerList, checksums, digest, modelHash, withDummies, linkedCounts } =
    value
  return (
    areTexts(lists, length) &&
    areTexts(checksums, length) &&
    areCounts(recordsPerList, length) &&
    areCounts(counts, all) &&
    Array.isArray(histories) &&
    histories.length === all &&
    new Set(histories.map(String)).size === all &&
    histories.every((on) => areCounts(on, length) && /^[01,]*1[01,]*$/.test(String(on))) &&
    Array.isArray(draws) &&
    draws.every((draw) => areCounts(draw, all)) &&
    typeof digest === 'string' &&
    typeof modelHash === 'string' &&
    (linkedCounts === undefined || areCounts(linkedCounts, all)) &&
    typeof withDummies === 'boolean'
  )
}

const isDummyCount = (value: unknown): value is DummyCount =>
  isObject(value) && value['format'] === 'gloact-dummies' && areCounts([value['dummies']], 1)

/** Reads the counts and the agencies’ numbers of dummies, takes these away, and writes. Ctrl-C leaves no file. */
export const runMatchFinish = (context: CommandContext): Promise<Outcome> =>
  interruptible((signal) => finish(context, signal))

async function finish(context: CommandContext, signal: AbortSignal): Promise<Outcome> {
  const words = await wordsOf(context)
  if (!words.ok) return words.error
  const [file = '', ...dummyFiles] = context.arguments
  const out = context.text('out') ?? ''
  const wrong = await wrongPlace(context.arguments, [
    ['out', out],
    ['out', drawsPath(out)],
  ])
  if (wrong) return wrong
  const histories = await readJsonFile(file)
  if (!histories.ok) return refused(histories.error)
  if (!isHistories(histories.value)) {
    const message = `${file} is not what “gloact match” wrote with the counts (FILE.draws.json).`
    return refused({ code: 'encodings_invalid', message })
  }
  const dummies = await dummiesOf(histories.value, dummyFiles)
  if (!dummies.ok) return refused(dummies.error)
  const left = withoutDummies(histories.value, dummies.value)
  if (!left.ok) return refused(left.error)
  const written = await writeLinkedHistories(out, left.value, { signal })
  if (!written.ok) return failed(written.error)
  const { lists, counts, recordsPerList } = left.value
  const persons = counts.reduce((sum, count) => sum + count, 0)
  const lines = [
    said('match.finished', { persons, lists: lists.length, path: out, beside: drawsPath(out) }),
    said('match.protect'),
  ]
  return {
    exit: EXIT.ok,
    text: lines.map(words.value.word).join('\n'),
    json: { ok: true, lists, persons, recordsPerList, out },
  }
}

/** The number of dummies a list, found by the digest of its encodings. */
async function dummiesOf(
  { lists, checksums, digest }: LinkedHistories,
  files: readonly string[],
): Promise<Result<number[], { readonly code: string; readonly message: string }>> {
  const mixed = (message: string) => err({ code: 'encodings_mixed', message })
  const found = new Map<string, number>()
  for (const file of files) {
    const json = await readJsonFile(file)
    if (!json.ok) return json
    if (!isDummyCount(json.value)) return mixed(`${file} is not a number of dummies that “gloact encode” wrote.`)
    const { checksum, dummies, digest: own } = json.value
    if (own !== digest || !checksums.includes(checksum))
      return mixed(`${file} belongs to none of the lists that were linked.`)
    if (found.has(checksum)) return mixed(`${file} is a list’s second number of dummies.`)
    found.set(checksum, dummies)
  }
  const missing = lists.filter((_, list) => !found.has(checksums[list]!))
  if (missing.length > 0) return mixed(`The number of dummies of ${missing.join(', ')} is missing.`)
  return ok(checksums.map((checksum) => found.get(checksum)!))
}
