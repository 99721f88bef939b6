import type { BytesToSend } from '@gloact/http/contract'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { ok, type Failure, type Result } from '@gloact/kernel'
import type { AddressedProvision } from '@gloact/law'
import { readInScope } from '@gloact/postgres'
import type { ReportBlock, ReportDocument } from '@gloact/reports'
import type { LawFormat } from '../contract/laws.ts'
import { textOf } from './amendments.ts'
import { type LegislationContext, may, notAllowed, unknown } from './context.ts'
import { addressedApart, type addressedText, htmlApart } from './law-work.ts'
import { bytesOf } from './laws.ts'

const TYPES: Readonly<Record<LawFormat, readonly [type: string, ending: string]>> = {
  akn: ['application/akn+xml', 'xml'],
  html: ['text/html; charset=utf-8', 'html'],
  docx: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'],
}

/** A law's text as a file: Akoma Ntoso as it is kept, a web page with the addresses of its provisions, or a Word document. */
export async function exportExpression(
  { db }: Pick<LegislationContext, 'db'>,
  who: Principal,
  id: string,
  format: LawFormat,
): Promise<Result<BytesToSend, Failure>> {
  if (!may(who, 'legislation.read')) return notAllowed
  const row = await readInScope(db, { ...principalScope(who) }, (trx) => textOf(trx, id))
  if (!row) return unknown
  const named = { title: row.title, subtitle: row.valid_from }
  const [type, ending] = TYPES[format]
  const file = (bytes: Uint8Array) => ok(bytesOf(bytes, type, `law-${id.slice(0, 8)}.${ending}`))
  if (format === 'akn') return file(Buffer.from(row.akn))
  if (format === 'html') {
    const html = await htmlApart({ ...row, ...named })
    return html.ok ? file(Buffer.from(html.value)) : html
  }
  const text = await addressedApart(row)
  if (!text.ok) return text
  // What typesets is large, and read when somebody saves for the first time.
  const { renderDocx } = await import('@gloact/reports/node')
  return file(await renderDocx(lawDocument(text.value, named)))
}

function lawDocument(
  law: Awaited<ReturnType<typeof addressedText>>,
  { title, subtitle }: { readonly title: string; readonly subtitle: string },
): ReportDocument {
  const front = [...law.preface, law.longTitle, ...law.preamble].filter((text) => text !== '')
  return {
    title,
    subtitle,
    language: law.language,
    direction: law.language === 'ar' ? 'rtl' : 'ltr',
    blocks: [...front.map(paragraph), ...law.provisions.flatMap((provision) => blocksOf(provision, 0))],
    colophon: [],
  }
}

const paragraph = (text: string): ReportBlock => ({ kind: 'paragraph', text })

function blocksOf({ num, heading, text, children, after }: AddressedProvision, depth: number): readonly ReportBlock[] {
  const [first, ...more] = text
  const head = [num, heading].filter((part) => part !== '').join(' ')
  const opening: readonly ReportBlock[] =
    heading !== '' || first === undefined
      ? [
          ...(head === '' ? [] : [{ kind: 'heading', level: depth === 0 ? 2 : 3, text: head } as const]),
          ...text.map(paragraph),
        ]
      : [paragraph([num, first].filter((part) => part !== '').join(' ')), ...more.map(paragraph)]
  return [...opening, ...children.flatMap((child) => blocksOf(child, depth + 1)), ...after.map(paragraph)]
}
