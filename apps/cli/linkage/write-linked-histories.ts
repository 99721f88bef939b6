import { rm } from 'node:fs/promises'
import { writeTable, writeWhole } from '@gloact/csv/node'
import type { LinkedHistories } from '@gloact/linkage/private'

/** Where the tables go that are drawn from what the linkage leaves open. */
export const drawsPath = (out: string): string => `${out.replace(/\.csv$/i, '')}.draws.json`

/** Writes the counts as `gloact estimate` reads them, and the same with their draws beside: both or neither. */
export async function writeLinkedHistories(out: string, histories: LinkedHistories) {
  const rows = histories.histories.map((on, at) => [...on.map(String), String(histories.counts[at])])
  const table = await writeTable(out, [...histories.lists, 'count'], rows)
  if (!table.ok) return table
  const draws = await writeWhole(drawsPath(out), [`${JSON.stringify(histories)}\n`])
  if (!draws.ok) await rm(out, { force: true })
  return draws
}
