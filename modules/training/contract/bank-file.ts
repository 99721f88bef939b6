import { giftName, type GiftFinding, type GiftType } from '../domain/gift/gift-question.ts'
import { MOST_GIFT_BYTES } from '../domain/gift/read-gift.ts'
import { readBank } from '../domain/read-bank.ts'

export type { GiftFindingCode } from '../domain/gift/gift-question.ts'

/** A bank of questions as a list: what it holds, and what is odd about which line. */
export interface BankFile {
  readonly questions: readonly { readonly name: string; readonly type: GiftType; readonly line: number }[]
  readonly findings: readonly GiftFinding[]
}

/** Reads the bytes of a file in GIFT or Moodle XML; null where they are too many or no UTF-8. */
export function readBankFile(bytes: Uint8Array, decode: (bytes: Uint8Array) => string | null): BankFile | null {
  const text = bytes.length > MOST_GIFT_BYTES ? null : decode(bytes)
  if (text === null) return null
  const { questions, findings } = readBank(text)
  return {
    questions: questions.map((question) => ({
      name: giftName(question),
      type: question.answers.type,
      line: question.line,
    })),
    findings,
  }
}
