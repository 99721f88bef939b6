import { LANGUAGE } from '@gloact/command'
import { wordsOf } from '@gloact/command/files'
import { type Command, EXIT } from '../command.ts'
import { withFiles } from '../compose.ts'

/** Codes every file again. */
export const figuresRebuild: Command = {
  description:
    'The statistical record follows the files and is rebuilt every night. This rebuilds it now, for example after an import or a\n' +
    'change to the country’s forms or crosswalks. A year’s figures are still published only when they are due.',
  options: { language: LANGUAGE },
  examples: [['figures rebuild', 'Rebuild the record']],
  async run(context) {
    const words = await wordsOf(context)
    if (!words.ok) return words.error
    return withFiles(context, async ({ statistics }) => {
      const { persons, removed, years } = await statistics.rebuild((done) => context.progress(`${done} people …`))
      // An exact count, which is never published: anyone who can run this holds the keys and may read every file.
      return {
        exit: EXIT.ok,
        text: words.value.t('reports.figures.rebuilt', { persons, removed, years }),
        json: { ok: true, persons, removed, years },
      }
    })
  },
}
