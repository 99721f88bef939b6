import { resolve } from 'node:path'
import { readFile } from 'node:fs/promises'
import { type Command, EXIT } from '../command.ts'
import { refused, usage } from '@gloact/command'
import { importLaw, readLawFile } from '@gloact/legislation/store'
import { withFiles } from '../compose.ts'
import { agencyFor, DEFAULT_AGENCY } from '../agency.ts'
import { isDay, lawStore } from '../law-store.ts'
import { refusal } from '../refusal.ts'

/** Adds a law's file to the library of an agency. */
export const lawImport: Command = {
  description:
    'Plain text, Markdown, HTML, Word (.docx), PDF with text, or Akoma Ntoso 3.0, with the original file kept. Look at the\n' +
    'structure first with ./gloact law read, and correct the text: what is kept is never changed. The same file imported again changes nothing.',
  arguments: [{ name: 'FILE', description: 'The law' }],
  options: {
    agency: { type: 'string', value: 'AGENCY', description: `Whose library: exact name or id. ${DEFAULT_AGENCY}` },
    law: {
      type: 'string',
      value: 'LAW',
      description: 'A law from the library, by title or id, of which this is another text',
    },
    title: { type: 'string', value: 'TITLE', description: 'The short title of a new law' },
    number: { type: 'string', value: '34', description: 'Its number, where it has one' },
    bill: { type: 'boolean', description: 'It is a bill (otherwise an act)' },
    'made-on': { type: 'string', value: '2018-05-30', description: 'When a new law was made' },
    from: { type: 'string', value: '2018-06-02', description: 'From when on this text applies', required: true },
    language: {
      type: 'string',
      value: 'en',
      description: 'In which language it is written (default: guessed from its words)',
    },
  },
  examples: [
    ['law import act.docx --title "Harbour Act" --made-on 2018-05-30 --from 2018-06-02', 'Add a new law'],
    ['law import act.ms.pdf --law "Harbour Act" --from 2018-06-02 --language ms', 'Add its text in another language'],
  ],
  exits: { refused: 'The file cannot be read as a law, or the library does not accept it; nothing was written.' },
  async run(context) {
    const { text, flag } = context
    const [path = ''] = context.arguments
    const [from = '', madeOn = '', law, title, language] = ['from', 'made-on', 'law', 'title', 'language'].map(text)
    if (!isDay(from)) return usage('--from is a day such as 2018-06-02.')
    if (law === undefined && (title === undefined || !isDay(madeOn))) {
      return usage('A new law needs --title and --made-on (a day such as 2018-05-30); another text of one needs --law.')
    }
    if (language !== undefined && !/^[a-z]{2,3}$/.test(language)) return usage('--language is a code such as en or ar.')
    const read = await readLawFile(path, language)
    if (!read.ok) return refused(read.error)
    const { law: structure, notUnderstood, source } = read.value
    const bytes = await readFile(resolve(path))
    return withFiles(context, async (files) => {
      const agency = await agencyFor(files.directory, text('agency'))
      if (!agency.ok) return agency.error
      const result = await importLaw(lawStore(files, agency.value), {
        law: law ?? null,
        title: title ?? '',
        type: flag('bill') ? 'bill' : 'act',
        number: text('number') ?? '',
        madeOn,
        validFrom: from,
        language: structure.language,
        text: source.text,
        format: source.format,
        bytes,
      })
      if (!result.ok) return refusal(result.error)
      const { already } = result.value
      const lines = notUnderstood.length
      return {
        exit: EXIT.ok,
        text: [
          already ? 'It is in the library already; nothing changed.' : 'It is in the library.',
          `/legislation/texts/${result.value.expressionId}`,
          ...(lines === 0 ? [] : [`${lines} lines were left out or need a look: ./gloact law read lists them.`]),
        ].join('\n'),
        json: { ok: true, ...result.value, language: structure.language, notUnderstood: lines },
      }
    })
  },
}
