import { readFile, stat } from 'node:fs/promises'
import { type Command, type CommandContext, EXIT, type Outcome, refused } from '@gloact/command'
import { isAbsent } from '@gloact/command/files'
import { addressed, flattened, LARGEST_SOURCE } from '@gloact/law'
import { readAkn } from '@gloact/law/akn'
import { aknProblems } from '@gloact/law/node'

/** Says whether a file is Akoma Ntoso 3.0, by the schema of the standard. */
export const lawValidate: Command = {
  computes: true,
  description:
    'Strictly: the OASIS schema, in which every eId is given once. A document type declaration is refused unread.',
  arguments: [{ name: 'FILE', description: 'The law as Akoma Ntoso' }],
  examples: [
    ['law validate act.xml', 'Say whether it is valid, and which lines are not'],
    ['law validate act.xml --json', 'The same for a program'],
  ],
  exits: { refused: 'It is not valid; the lines are listed.' },
  run: runLawValidate,
}

async function runLawValidate(context: CommandContext): Promise<Outcome> {
  const [path = ''] = context.arguments
  const xml = await textOf(path)
  if (xml === undefined)
    return refused({ code: 'law.file_not_found', message: `${path} is not there, or may not be read.` })
  if (xml === null)
    return refused({ code: 'law.too_large', message: `${path} is larger than ${LARGEST_SOURCE / 1_000_000} MB.` })
  const problems = aknProblems(xml)
  if (problems.length > 0) {
    const lines = problems.map(({ line, text }) => `  ${line > 0 ? `line ${line}: ` : ''}${text}`)
    return {
      exit: EXIT.refused,
      isReport: true,
      text: [`${path} is not valid Akoma Ntoso 3.0:`, ...lines].join('\n'),
      json: { ok: false, error: 'law.not_valid', valid: false, problems },
    }
  }
  const read = readAkn(xml)
  const provisions = read.ok ? flattened(addressed(read.value)).length : 0
  const json = { ok: true, valid: true, provisions }
  return { exit: EXIT.ok, isReport: true, text: `${path} is valid Akoma Ntoso 3.0: ${provisions} provisions.`, json }
}

/** Undefined where there is none, null where it is too large. */
async function textOf(path: string): Promise<string | null | undefined> {
  try {
    if ((await stat(path)).size > LARGEST_SOURCE) return null
    return await readFile(path, 'utf8')
  } catch (error) {
    if (!isAbsent(error)) throw error
    return undefined
  }
}
