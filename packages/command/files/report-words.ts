import { err, ok, said, type Result, type Said } from '@gloact/kernel'
import { LANGUAGE_TAGS } from '@gloact/messages'
import type { ReportWords } from '@gloact/reports/words'
import { loadReportWords } from '@gloact/reports/node/words'
import type { CommandContext, Outcome } from '../command.ts'
import { usage } from '../outcome.ts'

/** What people read: in the language of `--language`, otherwise in that of the country or of the terminal. */
export async function wordsOf({ text, settings }: CommandContext): Promise<Result<ReportWords, Outcome>> {
  const asked = text('language')
  if (asked === undefined) return ok(await loadReportWords(settings.language ?? 'en'))
  const isKnown = LANGUAGE_TAGS.some((tag) => tag === asked)
  return isKnown ? ok(await loadReportWords(asked)) : err(usage(`--language is one of ${LANGUAGE_TAGS.join(', ')}.`))
}

/** What a reader should know of how a file was read: `csv.short_rows` is worded by `reports.read.csv_short_rows`. */
export const readingSaid = ({ code, params }: { readonly code: string; readonly params?: Said['params'] }): Said =>
  said(`read.${code.replace('.', '_')}`, params)
