import { readFile, stat } from 'node:fs/promises'
import { err, ok, type Result } from '@gloact/kernel'
import { LARGEST_SOURCE, type LawText, type NotUnderstood, readLaw, sourceKind } from '@gloact/law'
import { type AknProblem, readAkn } from '@gloact/law/akn'
import type { Problem } from '@gloact/command'
import { isAbsent } from '@gloact/command/files'

const MEGABYTES = LARGEST_SOURCE / 1_000_000

/** Why a file is no law that can be read, in words that say what to do. */
const NOT_TEXT = {
  too_large: `is larger than ${MEGABYTES} MB. A law has less: split it, or take out what is not its text.`,
  pdf: 'is a PDF. Save its text as a text file (in a PDF reader: Save as text). If there is no text to save, the pages are pictures and need text recognition first.',
  office: 'is a document of a word processor or an archive. Save it as plain text or Markdown.',
  binary: 'is no text.',
  empty: 'is empty.',
} as const

const NOT_AKN: Readonly<Record<AknProblem, string>> = {
  doctype: 'has a document type declaration (DTD). It is not read, because it could read other files. Remove the line.',
  too_large: NOT_TEXT.too_large,
  too_deep: 'has elements that stand deeper within each other than in any law.',
  not_xml: 'begins like XML and is none: an element is not closed, or a sign is not allowed.',
  not_akn: 'is XML, but not Akoma Ntoso 3.0.',
}

export interface ReadSource {
  readonly law: LawText
  readonly notUnderstood: readonly NotUnderstood[]
}

/** Reads a law's file: plain text, Markdown or Akoma Ntoso. */
export async function readSource(path: string, language: string | undefined): Promise<Result<ReadSource, Problem>> {
  const bytes = await bytesOf(path)
  if (!bytes.ok) return bytes
  const problem = (code: string, words: string) => err({ code: `law.${code}`, message: `${path} ${words}` })
  const kind = sourceKind(bytes.value)
  if (kind !== 'text' && kind !== 'xml') return problem(kind, NOT_TEXT[kind])
  const text = decoded(bytes.value)
  if (text === undefined) return problem('not_utf8', 'is in an encoding that is not known. Save it as UTF-8.')
  if (kind === 'text') return ok(readLaw(text, language ?? 'und'))
  const read = readAkn(text)
  if (!read.ok) return problem(read.error, NOT_AKN[read.error])
  return ok({ law: language === undefined ? read.value : { ...read.value, language }, notUnderstood: [] })
}

async function bytesOf(path: string): Promise<Result<Uint8Array, Problem>> {
  try {
    const { size } = await stat(path)
    if (size > LARGEST_SOURCE) return err({ code: 'law.too_large', message: `${path} ${NOT_TEXT.too_large}` })
    return ok(await readFile(path))
  } catch (error) {
    if (!isAbsent(error)) throw error
    return err({ code: 'law.file_not_found', message: `${path} is not there, or may not be read.` })
  }
}

function decoded(bytes: Uint8Array): string | undefined {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
