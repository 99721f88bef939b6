import { err, ok, type Result } from '@gloact/kernel'
import { strFromU8, unzipSync } from 'fflate'
import { LARGEST_SOURCE, sourceKind } from '../source-kind.ts'
import { DOCX_PARTS, docxText } from './docx-text.ts'
import { htmlText } from './html-text.ts'
import { pagesWithoutText, type PdfPiece, pdfText } from './pdf-text.ts'

/** Why a file is no law that can be read. Each has words of its own, which say what to do. */
export const SOURCE_PROBLEMS = [
  'too_large',
  'empty',
  'binary',
  'not_utf8',
  'no_words',
  'scanned',
  'pdf_locked',
  'pdf_damaged',
  'docx_damaged',
  'spreadsheet',
  'presentation',
  'office',
  'archive',
] as const
export type SourceProblem = (typeof SOURCE_PROBLEMS)[number]

export type SourceFormat = 'text' | 'xml' | 'html' | 'json' | 'docx' | 'pdf'

/** What an import reads: text in lines, or XML as it is. */
export interface SourceText {
  readonly format: SourceFormat
  readonly text: string
  /** Pages of a PDF that hold no words: pictures, most likely. Counted from 1. */
  readonly pagesWithoutText: readonly number[]
}

/** A document that a law is read from may be larger than the law: it has pictures and fonts. */
export const LARGEST_DOCUMENT = 25_000_000

/** What Node and a browser each do in a way of their own. */
export interface SourcePorts {
  /** Bytes as text; undefined where they are not of that encoding. */
  readonly decode: (bytes: Uint8Array, encoding: string) => string | undefined
  /** The pieces of each page; `locked` where a password is asked for. */
  readonly readPdf: (
    bytes: Uint8Array,
  ) => Promise<Result<readonly (readonly PdfPiece[])[], 'pdf_locked' | 'pdf_damaged'>>
}

/** The text of a law's file by what it is, whatever its name says: text, Markdown, HTML, XML, JSON, DOCX or PDF. */
export async function sourceText(bytes: Uint8Array, ports: SourcePorts): Promise<Result<SourceText, SourceProblem>> {
  if (bytes.length > LARGEST_DOCUMENT) return err('too_large')
  const kind = sourceKind(bytes.subarray(0, LARGEST_SOURCE))
  if (kind === 'pdf') return fromPdf(bytes, ports)
  if (kind === 'office') return fromOffice(bytes)
  if (kind === 'too_large' || kind === 'binary' || kind === 'empty') return err(kind)
  if (bytes.length > LARGEST_SOURCE) return err('too_large')
  const text = decoded(bytes, ports)
  if (text === undefined) return err('not_utf8')
  if (kind === 'xml' && !isHtml(text)) return ok({ format: 'xml', text, pagesWithoutText: [] })
  if (isHtml(text)) return worded('html', htmlText(text))
  const json = fromJson(text)
  return json === undefined ? worded('text', text) : worded('json', json)
}

function worded(format: SourceFormat, text: string, pages: readonly number[] = []): Result<SourceText, SourceProblem> {
  if (!/[\p{L}\p{N}]/u.test(text)) return err('no_words')
  return text.length > LARGEST_SOURCE ? err('too_large') : ok({ format, text, pagesWithoutText: pages })
}

/** Text in the encoding of its mark, in the one that its page or XML names, or else in UTF-8. */
function decoded(bytes: Uint8Array, { decode }: SourcePorts): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode(bytes, 'utf-16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decode(bytes, 'utf-16be')
  const head = strFromU8(bytes.subarray(0, 2048), true)
  const named =
    /^\s*<\?xml[^>]{0,100}encoding=["']([\w-]{2,20})/i.exec(head)?.[1] ??
    /<meta[^>]{0,200}charset=["']?([\w-]{2,20})/i.exec(head)?.[1]
  return decode(bytes, 'utf-8') ?? (named === undefined || /^utf-?8$/i.test(named) ? undefined : decode(bytes, named))
}

const isHtml = (text: string): boolean => {
  const head = text.slice(0, 5000).trimStart()
  if (/^<\?xml[^>]*>\s*(?:<!doctype html[^>]*>\s*)?<html[\s>]/i.test(head)) return true
  return /^(?:<!--[^]*?-->\s*)*<(?:!doctype html|html|head|body|div|p|h[1-6]|table|article|section|meta)[\s>]/i.test(
    head,
  )
}

/** What stands under `markdown`, `text` or `body` in the answer of a parliament's server. */
function fromJson(text: string): string | undefined {
  if (!/^\s*\{/.test(text)) return undefined
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return undefined
    const words = ['markdown', 'text', 'body'].map((name) => (value as Record<string, unknown>)[name])
    return words.find((one) => typeof one === 'string')
  } catch {
    // It begins like JSON and is none: its words are read as they stand.
    return undefined
  }
}

async function fromPdf(bytes: Uint8Array, { readPdf }: SourcePorts): Promise<Result<SourceText, SourceProblem>> {
  const pages = await readPdf(bytes)
  if (!pages.ok) return pages
  const without = pagesWithoutText(pages.value)
  return without.length === pages.value.length ? err('scanned') : worded('pdf', pdfText(pages.value), without)
}

/** A part that unpacks to more than this is no law's. */
const LARGEST_PART = 60_000_000
const WANTED: readonly string[] = Object.values(DOCX_PARTS)

function fromOffice(bytes: Uint8Array): Result<SourceText, SourceProblem> {
  if (bytes[0] !== 0x50) return err('office')
  const names: string[] = []
  let large = false
  let parts: Readonly<Record<string, Uint8Array>>
  try {
    parts = unzipSync(bytes, {
      filter({ name, originalSize, size }) {
        names.push(name)
        const wanted = WANTED.includes(name)
        const tooMuch =
          originalSize > LARGEST_PART || (size > 0 && originalSize / size > 400 && originalSize > 5_000_000)
        if (wanted && tooMuch) large = true
        return wanted && !tooMuch
      },
    })
  } catch {
    return err(names.some((name) => name.startsWith('word/')) ? 'docx_damaged' : 'archive')
  }
  if (large) return err('too_large')
  const document = parts[DOCX_PARTS.document]
  if (!document) {
    if (names.includes('xl/workbook.xml')) return err('spreadsheet')
    if (names.includes('ppt/presentation.xml')) return err('presentation')
    return err(names.includes('content.xml') ? 'office' : 'archive')
  }
  const part = (name: string): string | undefined => (parts[name] ? strFromU8(parts[name]) : undefined)
  const read = docxText({
    document: strFromU8(document),
    styles: part(DOCX_PARTS.styles),
    numbering: part(DOCX_PARTS.numbering),
  })
  return read.ok ? worded('docx', read.value) : err('docx_damaged')
}
