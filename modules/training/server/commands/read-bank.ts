import { readFile } from 'node:fs/promises'
import { readBankFile, type GiftFindingCode } from '../../contract/bank-file.ts'
import en from '../../locales/en.json' with { type: 'json' }
import { type Command, EXIT, failed, refused } from '@gloact/command'
import { isAbsent } from '@gloact/command/files'

/** Reads a bank of questions without an instance: for anybody who writes one. */
export const trainingReadBank: Command = {
  description:
    'Reads a file in Moodle’s GIFT or XML format, lists its questions and names each line that is odd: what was read all the\n' +
    'same, and what had to be left out. Needs neither database nor keys, and changes nothing.',
  arguments: [{ name: 'FILE', description: 'the bank, as text in UTF-8' }],
  examples: [
    ['training read-bank indicators.gift', 'Look through a bank before it is imported'],
    ['training read-bank indicators.gift --json', 'The same for a program'],
  ],
  exits: { ok: 'It holds questions that can be used.', refused: 'It holds none, or is too large or no text.' },
  async run({ arguments: [path = ''] }) {
    let bytes: Uint8Array
    try {
      bytes = await readFile(path)
    } catch (error) {
      if (!isAbsent(error)) throw error
      return failed({ code: 'file_not_found', message: `${path} is not there, or may not be read.` })
    }
    const bank = readBankFile(bytes, decode)
    if (bank === null) return refused({ code: 'training.bank_unreadable', message: en['training.bank_unreadable'] })
    const findings = bank.findings.map(({ line, code, weight, found }) => ({
      line,
      message: sentence(code).replace('{found}', () => found),
      refused: weight === 'refused',
    }))
    const left = findings.filter((finding) => finding.refused).length
    return {
      exit: bank.questions.length > 0 ? EXIT.ok : EXIT.refused,
      text: [
        ...findings.map(({ line, message }) => `line ${line}: ${message}`),
        `${bank.questions.length} questions; ${left} left out.`,
      ].join('\n'),
      json: { questions: bank.questions, findings },
      isReport: true,
    }
  },
}

const sentence = (code: GiftFindingCode): string => en[`training.gift.${code}`]

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
