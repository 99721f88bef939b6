import { join } from 'node:path'
import { recordAudit } from '@gloact/audit'
import { labelOf, type CodeLists } from '@gloact/codes'
import { codeListOf, readRows, wordsIn, type Field, type FormAnswers } from '@gloact/forms'
import type { BytesToSend, HandlerInput } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, valueOf, type Answer, type Failure, type Result } from '@gloact/kernel'
import { sentencesIn } from '@gloact/messages/server'
import { inScope } from '@gloact/postgres'
import type { RequestsOf } from '@gloact/records/server'
import type { ReportBlock, ReportDocument } from '@gloact/reports'
import type { printLetter as printing } from '../contract/requests.ts'
import { requestForm } from '../domain/request-form.ts'
import { may, scopeOf, todayIn, type CooperationContext } from './context.ts'
import { entryOfDesk } from './directory.ts'
import { loadSeen, permittedWith } from './read-request.ts'
import { contentOf, handlingOf } from './requests.ts'

const sentence = sentencesIn(join(import.meta.dirname, '..', 'locales'))

/** Prints a request as a letter, where its handling allows it: who may not print it is told what somebody is told who sees nothing. */
export async function printLetter(
  context: CooperationContext,
  of: RequestsOf,
  who: Principal,
  requestId: string,
  { format, language }: HandlerInput<typeof printing>['query'],
): Promise<Result<BytesToSend, Failure>> {
  if (!may(who, 'cooperation.read')) return err(failure('cooperation.not_allowed'))
  const read = await inScope<ReportDocument, Failure>(context.db, scopeOf(who), async (trx) => {
    const found = await loadSeen(trx, of, who, requestId)
    if (!found.ok) return found
    const action = format === 'pdf' ? 'print' : 'export'
    if (!permittedWith(found.value, who, todayIn(context)).includes(action)) return err(failure('cooperation.unknown'))
    const { facts } = found.value.row
    const entry = await entryOfDesk(trx, String(facts['country']), String(facts['desk']))
    await recordAudit(trx, {
      action: 'cooperation.letter_printed',
      object: { kind: of.kind.kind, id: requestId },
      detail: { format },
    })
    const { tlp, h, text } = handlingOf(found.value)
    const to = entry ? wordsIn({ en: '', ...entry.name }, language) : ''
    return ok(
      letterOf(contentOf(found.value), of.codeLists ?? {}, language, {
        number: String(facts['number']).toUpperCase(),
        to: `${to || String(facts['desk'])} (${labelOf((of.codeLists ?? {})['country']!, String(facts['country']), language)})`,
        handling: [
          `TLP:${tlp.toUpperCase().replace('_', '+')}`,
          ...h.map((code) => code.toUpperCase()),
          ...(text ? [text] : []),
        ],
        printedBy: `${who.agencyName} · ${todayIn(context)}`,
      }),
    )
  })
  if (!read.ok) return read
  // What typesets is large, and read when somebody prints for the first time.
  const { renderDocx, renderPdf } = await import('@gloact/reports/node')
  const document = read.value
  const body = format === 'pdf' ? renderPdf(document) : await renderDocx(document)
  return ok({
    stream: once(body),
    length: body.byteLength,
    contentType:
      format === 'pdf' ? 'application/pdf' : 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    disposition: 'attachment',
    fileName: `request.${format}`,
  })
}

async function* once(body: Uint8Array): AsyncGenerator<Uint8Array> {
  yield body
}

interface Frame {
  readonly number: string
  readonly to: string
  readonly handling: readonly string[]
  readonly printedBy: string
}

/** The letter: to whom, how it is handled, then section by section what was answered. What was not answered has no line. */
export function letterOf(
  answers: FormAnswers,
  lists: CodeLists,
  language: string,
  { number, to, handling, printedBy }: Frame,
): ReportDocument {
  const t = (id: string) => sentence(language, `cooperation.${id}`)
  return {
    title: wordsIn(requestForm.title, language),
    subtitle: `${number} · ${to}`,
    language,
    direction: language === 'ar' ? 'rtl' : 'ltr',
    blocks: [
      { kind: 'notice', tone: 'warning', title: t('handling.title'), items: [...handling] },
      ...requestForm.sections.flatMap(({ title, fields }): readonly ReportBlock[] => {
        const blocks = fields.flatMap((field) => blocksOf(field, answers, lists, language))
        return blocks.length === 0 ? [] : [{ kind: 'heading', level: 2, text: wordsIn(title, language) }, ...blocks]
      }),
    ],
    colophon: [printedBy, t('letter.colophon')],
  }
}

function blocksOf(field: Field, answers: FormAnswers, lists: CodeLists, language: string): readonly ReportBlock[] {
  const label = wordsIn(field.label, language)
  if (field.type === 'group') {
    const rows = readRows(answers, field.id)
    if (rows.length === 0) return []
    const columns = field.fields.map((each) => ({ label: wordsIn(each.label, language) }))
    return [
      {
        kind: 'table',
        caption: label,
        columns,
        rows: rows.map((row) => field.fields.map((each) => said(each, row.answers[each.id], lists, language))),
      },
    ]
  }
  const text = said(field, answers[field.id], lists, language)
  return text === '' ? [] : [{ kind: 'paragraph', text: `${label}: ${text}` }]
}

function said(field: Field, answer: Answer | undefined, lists: CodeLists, language: string): string {
  const value = valueOf(answer)
  if (value === undefined || value === null) return ''
  const list = lists[codeListOf(field) ?? '']
  const word = (code: unknown): string => (list ? labelOf(list, String(code), language) : String(code))
  if (field.type === 'yes_no_unknown') return sentence(language, `cooperation.said.${value === 'yes' ? 'yes' : 'no'}`)
  return Array.isArray(value) ? value.map(word).join(', ') : word(value)
}
