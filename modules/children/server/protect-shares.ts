import type { DisclosureRule } from '@gloact/disclosure'
import type { CountryFigures } from '../contract/figures.ts'
import type { Share } from '../domain/shares.ts'
import { protect, rounded } from './protect-figures.ts'

export type ShareTold = NonNullable<CountryFigures['shares']>[number]

/**
 * Shares as they may be told: where few children are behind the part or the rest, nothing is. Shares of one whole (`care.foster`, `care.kinship`)
 * are protected with each other, so that none is what the others leave.
 */
export async function protectShares(shares: readonly Share[], rule: DisclosureRule): Promise<ShareTold[]> {
  const told: ShareTold[] = []
  for (const [whole, parts] of Map.groupBy(shares, ({ id }) => id.split('.')[0]!)) {
    const alone = parts.length === 1 && parts[0]!.id === whole
    const shown = alone ? await behindBoth(parts[0]!, rule) : await behindEach(parts, rule)
    for (const share of parts) told.push(shown.has(share.id) || share.of === 0 ? toTell(share, rule) : withheld(share))
  }
  return told
}

/**
 * A share by groups (`cleared.SY`, `cleared.UA`), each with its part and its rest: told of the groups of which both may be, as from somebody who has read
 * how many both are in all. The others are left out: even that there was somebody of a small group would say something of few.
 */
export async function protectGroups(groups: readonly Share[], rule: DisclosureRule): Promise<ShareTold[]> {
  const counts = new Map(groups.map(({ id, children }) => [id, new Map(Object.entries(children))]))
  const { rows } = await protect(
    { counts, rows: groups.map(({ id }) => id), columns: ['part', 'rest'] },
    rule,
    [null, 'part', 'rest'].map((column) => [null, column] as const),
  )
  const shown = new Set(rows.flatMap(({ code, cells }) => (code !== null && !cells.includes(null) ? [code] : [])))
  return groups.filter(({ id }) => shown.has(id)).map((share) => toTell(share, rule))
}

export const withheld = ({ id }: Pick<Share, 'id'>): ShareTold => ({ id, of: null, share: null })

/**
 * A share is of about so many. Where both are counts it is the share of what would be told of them, to the nearest threshold: two decimals
 * of their own would be as good as the counts themselves.
 */
const toTell = ({ id, part, of }: Share, { threshold }: DisclosureRule): ShareTold => {
  const isOfCounts = Number.isInteger(part) && Number.isInteger(of)
  const about = rounded(of, threshold)
  const share = isOfCounts ? (about === 0 ? null : Math.min(1, rounded(part, threshold) / about)) : part / of
  return { id, of: about, share: of === 0 || share === null ? null : Math.round(share * 100) / 100 }
}

async function behindBoth({ id, children }: Share, rule: DisclosureRule): Promise<ReadonlySet<string>> {
  const counts = new Map([[id, new Map(Object.entries(children))]])
  const { rows } = await protect({ counts, rows: [id], columns: ['part', 'rest'] }, rule)
  return new Set(rows.every(({ cells }) => cells.every((cell) => cell !== null)) ? [id] : [])
}

async function behindEach(parts: readonly Share[], rule: DisclosureRule): Promise<ReadonlySet<string>> {
  const counts = new Map(parts.map(({ id, children }) => [id, new Map([['children', children.part]])]))
  const { rows } = await protect({ counts, rows: parts.map(({ id }) => id), columns: ['children'] }, rule)
  // Of a whole that is not told, no part is: that there is none of one kind would tell of the others.
  if (rows[0]?.cells[0] === null) return new Set()
  return new Set(rows.flatMap(({ code, cells }) => (code !== null && cells[0] !== null ? [code] : [])))
}
