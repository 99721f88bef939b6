import { rm } from 'node:fs/promises'
import { writeWhole } from '@gloact/csv/node'
import { ok, said } from '@gloact/kernel'
import { asUnit, writeReceipt } from '@gloact/linkage/private'
import { type CommandContext, EXIT, failed, interruptible, type Outcome, refused, usage } from '@gloact/command'
import { wordsOf, wrongPlace } from '@gloact/command/files'
import { alreadyThere } from './agreed-keys.ts'
import { openingNamed, receiveLists, type ReceivedFile } from './receive-lists.ts'

/** Opens the files, so that the receipt says what they were, deletes them, and writes the receipt. */
export const runMatchDestroy = (context: CommandContext): Promise<Outcome> =>
  interruptible((signal) => destroy(context, signal))

async function destroy(context: CommandContext, signal: AbortSignal): Promise<Outcome> {
  const words = await wordsOf(context)
  if (!words.ok) return words.error
  const { text, arguments: files } = context
  const out = text('receipt') ?? ''
  const wrong =
    (await wrongPlace([...files, text('agreement'), text('key-file')], [['receipt', out]])) ?? alreadyThere(out)
  if (wrong) return wrong
  const opening = await openingNamed(context)
  if (!opening.ok) return refused(opening.error)
  const { agreement, pair } = opening.value
  if (!agreement || !pair)
    return usage('--agreement and --key-file are needed: the receipt is signed by the linkage unit.')
  const unit = asUnit(agreement, pair)
  if (!unit.ok) return refused(unit.error)
  const lists = await receiveLists(context, opening.value, signal)
  if ('exit' in lists) return lists
  context.writes()
  const [gone, left] = await deleted(lists)
  const receipt = await writeReceipt(agreement, pair, {
    destroyedAt: new Date().toISOString(),
    files: gone.map(({ sha256, checksum, from, list }) => ({ sha256, checksum, from, encodings: list.rows.total })),
  })
  if (!receipt.ok) return refused(receipt.error)
  const written = gone.length > 0 ? await writeWhole(out, [receipt.value]) : ok(null)
  if (!written.ok) {
    // What it says has happened, so it must not be lost.
    context.say(receipt.value)
    return failed(written.error)
  }
  if (left.length > 0) {
    const some = gone.length > 0 ? ` The receipt in ${out} is for the other ${gone.length}.` : ''
    return failed({ code: 'not_deleted', message: `${left.join(', ')} could not be deleted.${some}` })
  }
  const lines = [
    said('match.destroyed', { files: gone.length, unit: unit.value, path: out }),
    said('match.give_receipt'),
  ]
  return {
    exit: EXIT.ok,
    text: lines.map(words.value.word).join('\n'),
    json: { ok: true, destroyed: files, receipt: out, unit: unit.value },
  }
}

/** Deletes the files one by one: those that are gone, and the names of those that are still there. */
async function deleted(lists: readonly ReceivedFile[]): Promise<[ReceivedFile[], string[]]> {
  const [gone, left]: [ReceivedFile[], string[]] = [[], []]
  for (const list of lists) {
    try {
      await rm(list.file)
      gone.push(list)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error
      left.push(list.file)
    }
  }
  return [gone, left]
}
