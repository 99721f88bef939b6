import { tableText, writeTogether } from '@gloact/csv/node'
import type { LinkedHistories } from '@gloact/linkage/private'

/** Where the tables go that are drawn from what the linkage leaves open. */
export const drawsPath = (out: string): string => `${out.replace(/\.csv$/i, '')}.draws.json`

/** Writes the counts as `gloact estimate` reads them, and the same with their draws beside: both or neither. */
export const writeLinkedHistories = (
  out: string,
  histories: LinkedHistories,
  options?: { readonly signal?: AbortSignal },
): ReturnType<typeof writeTogether> => {
  const rows = histories.histories.map((on, at) => [...on.map(String), String(histories.counts[at])])
  return writeTogether(
    [
      { path: out, pieces: tableText([...histories.lists, 'count'], rows) },
      { path: drawsPath(out), pieces: [`${JSON.stringify(histories)}\n`] },
    ],
    options,
  )
}
