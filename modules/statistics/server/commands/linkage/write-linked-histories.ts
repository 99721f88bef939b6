import { tableText, writeTogether } from '@gloact/csv/node'
import { MISSED_COLUMN } from '@gloact/estimation/missed-links'
import type { LinkedHistories } from '@gloact/linkage/private'

/** Where the tables go that are drawn from what the linkage leaves open. */
export const drawsPath = (out: string): string => `${out.replace(/\.csv$/i, '')}.draws.json`

/** Writes the counts as `gloact estimate` reads them, and the same with their draws beside: both or neither. */
export const writeLinkedHistories = (
  out: string,
  histories: LinkedHistories,
  options?: { readonly signal?: AbortSignal },
): ReturnType<typeof writeTogether> => {
  const { missedLinks } = histories
  // Beside the counts, so that no estimate is made of them alone as if every link had been found.
  const missed = missedLinks === undefined ? [] : [missedLinks === 'not_measured' ? missedLinks : 'measured']
  const rows = histories.histories.map((on, at) => [...on.map(String), String(histories.counts[at]), ...missed])
  const columns = [...histories.lists, 'count', ...missed.map(() => MISSED_COLUMN)]
  return writeTogether(
    [
      { path: out, pieces: tableText(columns, rows) },
      { path: drawsPath(out), pieces: [`${JSON.stringify(histories)}\n`] },
    ],
    options,
  )
}
