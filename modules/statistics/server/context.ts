import type { DisclosureRules } from '@gloact/disclosure'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { dateIn, err, failure, type Clock, type Json, type PlainDate } from '@gloact/kernel'
import type { Database, Scope, ScopedTransaction } from '@gloact/postgres'
import type { CountableFile, Coding } from '../domain/code-file.ts'
import { measuresOf } from '../domain/canon.ts'
import { figuresPolicy, type FiguresAction } from '../domain/figures-policy.ts'
import type { ReportedFigure } from '../domain/reported-figures.ts'
import type { StatisticsConfig } from './config.ts'

/** What seals words that belong to no person of a file: the vault’s key of words. */
export interface WordKey {
  seal(place: string, value: Json): Uint8Array
  unseal(place: string, sealed: Uint8Array): unknown
}

/** What can be counted of case files, asked of the module that keeps them: coded statistical answers, and nothing that identifies. */
export interface Countable {
  /** All files of the person whose file it is that count; none of an erased one, and of an import that was undone. */
  readonly ofFile: (
    trx: ScopedTransaction,
    fileId: string,
  ) => Promise<{ readonly personId: string; readonly files: readonly CountableFile[] } | null>
  /** Every file that counts, a person’s together, page by page. */
  readonly all: (trx: ScopedTransaction) => AsyncIterable<readonly CountableFile[]>
}

export interface Area {
  readonly area: string
  readonly label: Readonly<Record<string, string>>
  readonly points: readonly (readonly [x: number, y: number])[]
}

interface Place {
  readonly code: string
  readonly label: Area['label']
  readonly parent?: string | undefined
}

/** The largest places of a country’s list, with the outlines that it has drawn: smaller ones would be too few people to count. */
export function areasOf(
  places: { readonly codes: readonly Place[] } | undefined,
  outlines: readonly { readonly area: string; readonly points: Area['points'] }[],
): readonly Area[] {
  const drawn = new Map(outlines.map(({ area, points }) => [area, points]))
  return (places?.codes ?? []).flatMap(({ code, label, parent }) =>
    parent === undefined ? [{ area: code, label, points: drawn.get(code) ?? [] }] : [],
  )
}

/** The measures of a country: with its areas. */
export const measuresIn = ({ areas }: { readonly areas: readonly Pick<Area, 'area'>[] }) =>
  measuresOf(areas.map(({ area }) => area))

/**
 * Figures of criminal justice, for the returns that ask for them. A module that keeps investigations and proceedings answers with what it
 * counts; where there is none, with what the register has from other authorities.
 */
export interface JusticeFigures {
  readonly reported: (scope: Scope) => Promise<readonly ReportedFigure[]>
}

/** What every use case of figures is given. */
export interface FiguresContext {
  readonly db: Database
  readonly clock: Clock
  readonly country: string
  readonly timeZone: string
  readonly forms: Coding['forms']
  readonly disclosure: DisclosureRules
  readonly settings: StatisticsConfig
  readonly countable: Countable
  readonly agencies: (
    within: Database,
  ) => Promise<readonly { readonly id: string; readonly name: string; readonly type: string }[]>
  /** The areas of the country that figures are broken down by, with their names and, where it has drawn any, their outlines. */
  readonly areas: readonly Area[]
  readonly wordKey: () => Promise<WordKey>
  /** Who an account is now, with the roles in force; null where it is no longer used. */
  readonly account: (userId: string) => Promise<Pick<Principal, 'roles'> | null>
  /** Figures of criminal justice, where a module keeps its files; without one the register of what was reported answers. */
  readonly justice?: JusticeFigures | undefined
  readonly staffNames: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>
}

export const today = ({ clock, timeZone }: Pick<FiguresContext, 'clock' | 'timeZone'>): PlainDate =>
  dateIn(clock.now(), timeZone)

export const scopeOf = (who: Principal) => ({ ...principalScope(who) })

export const may = ({ roles }: Pick<Principal, 'roles'>, action: FiguresAction): boolean =>
  figuresPolicy.decide({ roles }, action, null).allowed

export const notAllowed = err(failure('statistics.not_allowed'))
