import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import {
  addressed,
  type AddressedProvision,
  type Correction,
  flattened,
  type LawText,
  plainText,
  readLaw,
} from '@gloact/law'
import { type LawIdentity, readAkn } from '@gloact/law/akn'
import { applyInstructions, findProvision, type Instruction, type Outcome } from '@gloact/law/amend'
import { writeHtml } from '@gloact/law/html'
import { apart, heavyWork } from '@gloact/http/server'
import { provisionLabels } from '../domain/provision-place.ts'
import { type KeptText, keptText, readSource } from './read-source.ts'

// What is done with whole laws, which may be as large as somebody sends them: apart from the thread that answers requests.

const here = new URL(import.meta.url)

interface ToRead {
  readonly source: string
  readonly language: string
  readonly corrections: readonly Correction[]
  readonly identity: LawIdentity
}

export const readAndKeep = ({ source, language, corrections, identity }: ToRead): Result<KeptText, Failure> => {
  const read = readSource(source, language, corrections)
  return read.ok ? keptText(source, read.value, identity) : read
}

/** Reads what was given as text, and makes of it what is kept. */
export async function readApart(sent: ToRead): Promise<Result<KeptText, Failure>> {
  // Corrections are applied one after the other, each to the whole law.
  const size = sent.source.length * (1 + sent.corrections.length)
  return flat(await apart(heavyWork(readAndKeep, here), sent, { size }))
}

export interface StoredText {
  readonly akn: string
  readonly language: string
}

export const storedText = ({ akn, language }: StoredText): LawText => {
  const text = readAkn(akn)
  if (!text.ok) throw new Error('a text that was kept is no Akoma Ntoso')
  return { ...text.value, language }
}

export const addressedText = (stored: StoredText): LawText & { readonly provisions: readonly AddressedProvision[] } => {
  const text = storedText(stored)
  return { ...text, body: [], provisions: addressed(text) }
}

/** A kept text with the addresses of its provisions. */
export const addressedApart = (stored: StoredText) =>
  apart(heavyWork(addressedText, here), stored, { size: stored.akn.length })

export interface ToAmend extends StoredText {
  readonly instructions: readonly Instruction[]
  /** Null: what becomes of the instructions is asked for, and not the text. */
  readonly identity: LawIdentity | null
}

export interface AmendedText {
  readonly outcomes: readonly Outcome[]
  /** Where each stands in the text as it is, as people name it. */
  readonly places: readonly string[]
  readonly text: KeptText | null
}

export const amendText = ({ instructions, identity, ...stored }: ToAmend): Result<AmendedText, Failure> => {
  const before = storedText(stored)
  const { law, outcomes } = applyInstructions(before, instructions)
  const body = addressed(before)
  const labels = provisionLabels(flattened(body))
  const places = instructions.map(({ at }) => labels.get(findProvision(body, at)?.eId ?? '') ?? at)
  if (identity === null) return ok({ outcomes, places, text: null })
  if (outcomes.every(({ problem }) => problem !== null)) return err(failure('legislation.nothing_applied'))
  const text = keptText(plainText(law), law, identity)
  return text.ok ? ok({ outcomes, places, text: text.value }) : text
}

/** Applies instructions to a kept text; each goes through the whole law. */
export async function amendApart(sent: ToAmend): Promise<Result<AmendedText, Failure>> {
  const size = sent.akn.length * (1 + sent.instructions.length)
  return flat(await apart(heavyWork(amendText, here), sent, { size }))
}

export const keepBill = ({ source, language, identity }: Omit<ToRead, 'corrections'>): Result<KeptText, Failure> =>
  keptText(source, readLaw(source, language).law, identity)

/** The text of a bill that was written here. */
export const keepBillApart = async (sent: Omit<ToRead, 'corrections'>): Promise<Result<KeptText, Failure>> =>
  flat(await apart(heavyWork(keepBill, here), sent, { size: sent.source.length }))

export const htmlOf = ({ title, subtitle, ...stored }: StoredText & { title: string; subtitle: string }): string =>
  writeHtml(storedText(stored), { title, subtitle })

export const htmlApart = (sent: StoredText & { title: string; subtitle: string }) =>
  apart(heavyWork(htmlOf, here), sent, { size: sent.akn.length })

const flat = <Value>(result: Result<Result<Value, Failure>, Failure>): Result<Value, Failure> =>
  result.ok ? result.value : result
