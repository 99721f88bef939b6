import { checkReceipt } from '@gloact/linkage/private'
import { said } from '@gloact/kernel'
import { type CommandContext, EXIT, type Outcome, refused } from '@gloact/command'
import { readJsonFile, wordsOf } from '@gloact/command/files'
import { agreementIn } from './agreed-keys.ts'

const checksumIn = (json: unknown): string | undefined => {
  const { format, checksum } = Object(json) as Readonly<Record<string, unknown>>
  return format === 'gloact-dummies' && typeof checksum === 'string' ? checksum : undefined
}

/** Checks a receipt by the agreement, and where an agency names its own number of dummies, that its list is among those. */
export async function runMatchCheck(context: CommandContext): Promise<Outcome> {
  const { arguments: files, text } = context
  const words = await wordsOf(context)
  if (!words.ok) return words.error
  const [file = ''] = files
  const agreement = await agreementIn(text('agreement') ?? '')
  if (!agreement.ok) return refused(agreement.error)
  const json = await readJsonFile(file)
  if (!json.ok) return refused(json.error)
  const receipt = await checkReceipt(agreement.value, json.value)
  if (!receipt.ok) return refused({ code: receipt.error.code, message: `${file} ${receipt.error.message}` })
  const { unit, destroyedAt, files: destroyed } = receipt.value
  const own = text('dummies')
  if (own !== undefined) {
    const dummies = await readJsonFile(own)
    if (!dummies.ok) return refused(dummies.error)
    const checksum = checksumIn(dummies.value)
    if (checksum === undefined) {
      return refused({
        code: 'receipt_invalid',
        message: `${own} is not a number of dummies that “gloact encode” wrote.`,
      })
    }
    if (!destroyed.some((one) => one.checksum === checksum)) {
      return refused({
        code: 'receipt_invalid',
        message: `The list that ${own} belongs to is not among those deleted.`,
      })
    }
  }
  const lines = [
    said('match.receipt', { unit, files: destroyed.length, at: destroyedAt }),
    ...destroyed.map(({ from, encodings, sha256 }) =>
      said('match.deleted', { from: from ?? said('match.from_nobody'), encodings, hash: sha256 }),
    ),
    ...(own === undefined ? [] : [said('match.among')]),
  ]
  return { exit: EXIT.ok, text: lines.map(words.value.word).join('\n'), json: { ok: true, ...receipt.value } }
}
