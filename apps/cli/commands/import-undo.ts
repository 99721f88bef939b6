import { undoImport } from '@gloact/protection/server'
import { type Command, EXIT } from '../command.ts'
import { withFiles } from '../compose.ts'
import { refusal } from '../refusal.ts'

/** Takes an import back. */
export const importUndo: Command = {
  description:
    'Nothing recorded is overwritten: what the import made is marked as undone and disappears from every list. Files on which\n' +
    'people have worked since stay, with their work.',
  arguments: [{ name: 'BATCH', description: 'The batch that the import named' }],
  examples: [['import undo 0198a5c2-7d1e-7c3a-9f40-2b6a1c0d4e5f', 'Undo that import']],
  exits: { refused: 'The batch does not exist, or it has already been undone.' },
  run(context) {
    return withFiles(context, async ({ protection }) => {
      const undone = await undoImport(protection, context.arguments[0] ?? '')
      if (!undone.ok) return refusal(undone.error)
      const { undone: count, kept } = undone.value
      const stayed = kept > 0 ? ` ${kept} stay, because people have worked on them.` : ''
      return { exit: EXIT.ok, text: `${count} undone.${stayed}`, json: { ok: true, ...undone.value } }
    })
  },
}
