import { newId } from '@gloact/kernel'
import { askUndo } from '@gloact/protection/server'
import { type Command, EXIT } from '../command.ts'
import { withFiles } from '../compose.ts'
import { refusal } from '../refusal.ts'

/** Takes an import back. */
export const importUndo: Command = {
  description:
    'Nothing recorded is overwritten: what the import made is marked as undone and disappears from every list. Files on which\n' +
    'people have worked since stay, with their work. More than ten files within a day are only asked for, with --reason; an\n' +
    'administrator who may import for the agency confirms it under Administration, Imports.',
  arguments: [{ name: 'BATCH', description: 'The batch that the import named' }],
  options: { reason: { type: 'string', value: 'TEXT', description: 'Why, in words; nobody’s name' } },
  examples: [
    ['import undo 0198a5c2-7d1e-7c3a-9f40-2b6a1c0d4e5f', 'Undo that import'],
    [
      'import undo 0198a5c2-7d1e-7c3a-9f40-2b6a1c0d4e5f --reason "It was last year’s list"',
      'Ask for it, of many files',
    ],
  ],
  exits: { refused: 'The batch does not exist, it has already been undone, or the reason is missing.' },
  run(context) {
    return withFiles(context, async ({ protection }) => {
      const asked = { id: newId(), batchId: context.arguments[0] ?? '', reason: context.text('reason') ?? '' }
      const undone = await askUndo(protection, { userId: null, may: () => true }, asked)
      if (!undone.ok) return refusal(undone.error)
      if (undone.value.state === 'asked')
        return {
          exit: EXIT.ok,
          text: 'Nothing is undone yet: an administrator has to confirm it under Administration, Imports.',
          json: { ok: true, ...undone.value },
        }
      const { undone: count, kept } = undone.value
      const stayed = kept > 0 ? ` ${kept} stay, because people have worked on them.` : ''
      return { exit: EXIT.ok, text: `${count} undone.${stayed}`, json: { ok: true, ...undone.value } }
    })
  },
}
