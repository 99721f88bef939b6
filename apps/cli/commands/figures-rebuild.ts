import { type Command, EXIT } from '../command.ts'
import { withFiles } from '../compose.ts'

/** Codes every file again. */
export const figuresRebuild: Command = {
  description:
    'The record of statistics follows the files by itself, and is worked out anew every night. This does it at once: after a change of\n' +
    'the country’s forms or crosswalks, or an import. Figures of a year are published when they are due, not sooner.',
  examples: [['figures rebuild', 'Work the record out anew']],
  run: (context) =>
    withFiles(context, async ({ statistics }) => {
      const { persons, removed, years } = await statistics.rebuild((done) => context.progress(`${done} people …`))
      // How many there are is no figure that is published: it is said to whoever holds the keys, and who may read every file.
      return {
        exit: EXIT.ok,
        text: `${persons} people coded, ${removed} who left taken out; figures of ${years} years published.`,
        json: { ok: true, persons, removed, years },
      }
    }),
}
