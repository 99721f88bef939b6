import { basename } from 'node:path'
import { said, type Said } from '@gloact/kernel'
import { readingSaid } from '@gloact/command/files'
import { loadReportWords } from '@gloact/reports/node/words'

/** Something that a reader of the result should know. */
export interface Note {
  readonly code: string
  readonly said: Said
}

/** What should be known of how a file was read. */
export const readingNotes = (file: string, warnings: readonly Parameters<typeof readingSaid>[0][]): readonly Note[] =>
  warnings.map((warning) => ({
    code: warning.code,
    said: said('link.in_file', { file: basename(file), note: readingSaid(warning) }),
  }))

export const noteSaid = ({ said: note }: Note): Said => said('link.note', { note })

/** Notes for programs, which always read English. */
export async function notesInJson(
  notes: readonly Note[],
): Promise<readonly { readonly code: string; readonly message: string }[]> {
  const { word } = await loadReportWords('en')
  return notes.map(({ code, said: note }) => ({ code, message: word(note) }))
}
