import type { Json } from '@gloact/kernel'
import { draftOf, pathOfForm, type Draft } from '@gloact/offline'
import { sectionOfAction } from '../changes.ts'
import { fileAddress } from '../file-address.ts'
import type { Unsent } from './unsent.ts'
import { kindOfDraft, type DraftKind } from './draft-kinds.ts'

export interface DraftPlace {
  readonly kind: DraftKind
  /** The file that it is of; null for what is not a file yet. */
  readonly fileId: string | null
  /** The page of its form, for what is of no file. */
  readonly path?: string
  /** The section of the file page where it goes on. */
  readonly section: string | null
}

/** What a draft is of; undefined for what the device keeps that nobody typed (the country's rules, a file's number). */
export function placeOf(key: string): DraftPlace | undefined {
  const of = draftOf(key)
  const kind = kindOfDraft(key)
  const path = of && pathOfForm(of)
  return of && kind
    ? { kind, fileId: of.fileId, section: sectionFor(kind, of.name), ...(path !== undefined && { path }) }
    : undefined
}

function sectionFor(kind: DraftKind, name: string | null): string | null {
  if (kind === 'panel') return name === null ? 'summary' : sectionOfAction(name)
  if (kind === 'unfit') return name
  if (kind === 'consent') return 'consent'
  return kind === 'third' ? 'summary' : null
}

/** Where a draft is gone on with. */
export function addressOf({ kind, fileId, section, path }: DraftPlace, draft: Pick<Draft, 'value'>): string {
  if (kind === 'contact') return '/contact'
  if (path !== undefined) return path
  if (kind === 'backlog' || fileId === null) return '/backlog'
  if (kind === 'answers') return fileAddress(fileId, Object.values(draft.value as Unsent)[0]?.form ?? 'summary')
  return fileAddress(fileId, section ?? 'summary')
}

/** Why the server did not take it: the code of a failure; undefined where it was not refused. */
export function refusalOf({ kind }: DraftPlace, { value }: Pick<Draft, 'value'>): string | undefined {
  if (kind === 'answers') return Object.values(value as Unsent).find(({ refused }) => refused)?.refused?.code
  const refused = kind === 'panel' && isObject(value) ? value['refused'] : undefined
  return typeof refused === 'string' ? refused : undefined
}

/** Whether there is anything in it that somebody typed: a panel that was opened and left as it was is none. */
export function isTyped({ kind }: DraftPlace, { value }: Pick<Draft, 'value'>): boolean {
  if (kind === 'panel') return isObject(value) && JSON.stringify(value['fields']) !== JSON.stringify(value['from'])
  if (kind === 'contact') return isObject(value) && value['startedAt'] !== null
  if (kind === 'backlog') return isObject(value) && value['touched'] === true
  if (kind === 'form') return isObject(value) && value['typed'] !== null
  return isObject(value) && Object.keys(value).length > 0
}

/** The sentences of a draft, as they were typed: what is worth copying where a draft can no longer be sent. */
export function textsOf(value: Json): readonly string[] {
  if (typeof value === 'string') return /\p{L}\P{L}+\p{L}/u.test(value) && !CODED.test(value) ? [value] : []
  if (Array.isArray(value)) return value.flatMap(textsOf)
  return isObject(value) ? [...new Set(Object.values(value).flatMap(textsOf))] : []
}

/** Ids, instants, codes: not what somebody wrote. */
const CODED = /^[0-9a-f-]{36}$|^\d{4}-\d{2}|^[a-z0-9]+([_.:-][a-z0-9]+)*$/

const isObject = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
