import { writeWhole } from '@gloact/csv/node'
import { addressed, flattened, type LawText, LEFT_OUT, type NotUnderstood, restoreNumbers } from '@gloact/law'
import { readAkn, writeAkn } from '@gloact/law/akn'
import { aknProblems } from '@gloact/law/node'
import { type CommandContext, EXIT, failed, type Outcome, refused, usage } from '@gloact/command'
import { readTextFile } from '@gloact/command/files'
import { type ReadSource, readSource } from './read-source.ts'

const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/

/** What of a line was not understood, in words. */
const REMARKS: Readonly<Record<NotUnderstood['remark'], string>> = {
  metadata: 'left out: about the file',
  contents: 'left out: table of contents',
  page: 'left out: belongs to the page',
  note: 'left out: editors’ note or explanation',
  no_number: 'has no number',
  out_of_order: 'its number does not follow',
  twice: 'its number is there already',
  no_words: 'has no words',
  joined_heading: 'a heading may be joined to the text',
  outside: 'stands in no provision',
  too_deep: 'stands too deep; kept as words',
}

/** Reads a law and says what would be imported. */
export async function runLawRead(context: CommandContext): Promise<Outcome> {
  const [path = ''] = context.arguments
  const language = context.text('language')
  if (language !== undefined && !/^[a-z]{2,3}$/.test(language)) return usage('--language is a code such as en or ar.')
  const date = context.text('date') ?? '1900-01-01'
  const country = context.text('country') ?? 'XX'
  if (!DAY.test(date)) return usage('--date is a day such as 2018-06-02.')
  if (!/^[A-Z]{2}$/.test(country)) return usage('--country is a code of two letters such as PK.')
  const numbered = context.text('numbered')
  if (numbered !== undefined) {
    const text = await readTextFile(path)
    if (!text.ok) return refused(text.error)
    const written = await writeWhole(numbered, [restoreNumbers(text.value).text])
    if (!written.ok) return failed({ code: 'law.not_writable', message: `${numbered} cannot be written.` })
    return lawOutcome(context, await readSource(numbered, language), { country, date })
  }
  return lawOutcome(context, await readSource(path, language), { country, date })
}

async function lawOutcome(
  context: CommandContext,
  read: Awaited<ReturnType<typeof readSource>>,
  { country, date }: { readonly country: string; readonly date: string },
): Promise<Outcome> {
  if (!read.ok) return refused(read.error)
  const { law, notUnderstood } = read.value
  const title = context.text('title') ?? ''
  const xml = writeAkn(law, { type: 'act', country, date, number: '', title, expressionDate: date })
  const out = context.text('akn')
  if (out !== undefined) {
    const written = await writeWhole(out, [xml])
    if (!written.ok) return failed({ code: 'law.not_writable', message: `${out} cannot be written.` })
  }
  const provisions = flattened(addressed(law)).map(({ eId, kind, num, heading }) => ({ eId, kind, num, heading }))
  return {
    exit: EXIT.ok,
    isReport: true,
    text: inWords(read.value, out),
    json: {
      ok: true,
      language: law.language,
      provisions,
      notUnderstood: notUnderstood.map(({ line, lastLine, text, remark }) => ({ line, lastLine, text, remark })),
      // Against the standard's schema; and read again, it has to be the same law.
      valid: aknProblems(xml).length === 0 && isSame(law, xml),
      format: read.value.source.format,
      pagesWithoutText: read.value.source.pagesWithoutText,
      ...(out !== undefined && { akn: out }),
    },
  }
}

function isSame(law: LawText, xml: string): boolean {
  const back = readAkn(xml)
  if (!back.ok) return false
  const ids = flattened(addressed(law)).map(({ eId }) => eId)
  const again = flattened(addressed(back.value)).map(({ eId }) => eId)
  return new Set(ids).size === ids.length && (ids.length === 0 || ids.join(' ') === again.join(' '))
}

function inWords({ law, notUnderstood, source }: ReadSource, out: string | undefined): string {
  const provisions = flattened(addressed(law))
  const left = notUnderstood.filter(({ remark }) => LEFT_OUT.includes(remark))
  const doubtful = notUnderstood.filter(({ remark }) => !LEFT_OUT.includes(remark))
  const line = ({ line: at, lastLine, remark, text }: NotUnderstood) =>
    `  ${at === lastLine ? `line ${at}` : `lines ${at}–${lastLine}`}: ${REMARKS[remark]}: ${text.split('\n')[0]?.slice(0, 80) ?? ''}`
  return [
    `${provisions.length} provisions${law.longTitle === '' ? '' : `: ${law.longTitle}`}`,
    ...provisions.map(({ eId, num, heading }) => `  ${eId}  ${[num, heading].filter(Boolean).join(' ')}`),
    ...(doubtful.length === 0 ? [] : ['', `${doubtful.length} to look at:`, ...doubtful.map(line)]),
    ...(left.length === 0 ? [] : ['', `${left.length} left out:`, ...left.map(line)]),
    ...(source.pagesWithoutText.length === 0
      ? []
      : ['', `Pages without text, most likely pictures: ${source.pagesWithoutText.join(', ')}.`]),
    ...(out === undefined ? [] : ['', `Akoma Ntoso written to ${out}.`]),
  ].join('\n')
}
