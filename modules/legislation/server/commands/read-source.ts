import { readFile, stat } from 'node:fs/promises'
import { err, ok, type Result } from '@gloact/kernel'
import { guessLanguage, LARGEST_SOURCE, readLaw, type ReadLaw } from '@gloact/law'
import { type AknProblem, readXmlLaw } from '@gloact/law/akn'
import { LARGEST_DOCUMENT, type SourceProblem, type SourceText, sourceText } from '@gloact/law/source'
import type { Problem } from '@gloact/command'
import { isAbsent } from '@gloact/command/files'
import { pdfPieces } from '../pdf-pieces.ts'

const MEGABYTES = LARGEST_SOURCE / 1_000_000

/** Why a file is no law that can be read, in words that say what to do. */
const PROBLEMS: Readonly<Record<SourceProblem, string>> = {
  too_large: `is larger than ${LARGEST_DOCUMENT / 1_000_000} MB, or holds more than ${MEGABYTES} MB of text. Split it, or take out what is not the law.`,
  empty: 'is empty.',
  binary: 'is no text.',
  not_utf8: 'is in an encoding that is not known. Save it as UTF-8.',
  no_words: 'has no words.',
  scanned: 'is a PDF without text: its pages are pictures. Run text recognition (OCR) on it first.',
  pdf_locked: 'is a PDF with a password. Save a copy without one.',
  pdf_damaged: 'is a damaged PDF. Save it again from where it was made, or print it as PDF.',
  docx_damaged: 'is a damaged Word document. Open it in a word processor and save it again.',
  spreadsheet: 'is a spreadsheet, whatever its name says. Save the law as a Word document or as text.',
  presentation: 'is a presentation, whatever its name says. Save the law as a Word document or as text.',
  office: 'is a document of a format that is not read (.doc, .odt). Save it as Word (.docx) or as text.',
  archive: 'is an archive. Unpack it, and take the law out of it.',
}

const NOT_XML: Readonly<Record<AknProblem, string>> = {
  doctype: 'has a document type declaration (DTD). It is not read, because it could read other files. Remove the line.',
  too_large: PROBLEMS.too_large,
  too_deep: 'has elements that stand deeper within each other than in any law.',
  not_xml: 'begins like XML and is none: an element is not closed, or a sign is not allowed.',
  not_akn: 'is XML, but neither Akoma Ntoso 3.0 nor as Justice Canada publishes laws.',
}

export interface ReadSource extends ReadLaw {
  readonly source: SourceText
}

/** Reads a law's file, whatever its name says: plain text, Markdown, HTML, Word, PDF with text, or XML. */
export async function readSource(path: string, language: string | undefined): Promise<Result<ReadSource, Problem>> {
  const bytes = await bytesOf(path)
  if (!bytes.ok) return bytes
  const problem = (code: string, words: string) => err({ code: `law.${code}`, message: `${path} ${words}` })
  const source = await sourceText(bytes.value, { decode, readPdf: pdfPieces })
  if (!source.ok) return problem(source.error, PROBLEMS[source.error])
  const { format, text } = source.value
  if (format !== 'xml') return ok({ ...readLaw(text, language ?? guessLanguage(text)), source: source.value })
  const read = readXmlLaw(text)
  if (!read.ok) return problem(read.error, NOT_XML[read.error])
  const law = language === undefined ? read.value.law : { ...read.value.law, language }
  return ok({ ...read.value, law, source: source.value })
}

async function bytesOf(path: string): Promise<Result<Uint8Array, Problem>> {
  try {
    const { size } = await stat(path)
    if (size > LARGEST_DOCUMENT) return err({ code: 'law.too_large', message: `${path} ${PROBLEMS.too_large}` })
    return ok(await readFile(path))
  } catch (error) {
    if (!isAbsent(error)) throw error
    return err({ code: 'law.file_not_found', message: `${path} is not there, or may not be read.` })
  }
}

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    // Not of this encoding, or no encoding that is known: which its caller says.
    return undefined
  }
}
