import { readFileSync } from 'node:fs'
import { unwrap } from '@gloact/kernel'
import { readInput, type EstimationInput } from '../index.ts'
import { FOLDER } from '../node/testing/golden.ts'

/** More and more of the covariates of the reference table. */
export const COVARIATES = [
  ['X1'],
  ['X1', 'X2'],
  ['X1', 'X2', 'X3'],
  ['X1', 'X2', 'X3', 'X4'],
  ['X1', 'X2', 'X3', 'X4', 'Y'],
] as const

/** The reference table with some of its covariates, the others summed away; one of them may be a trend. */
export async function readStrata(covariates: readonly string[], trend?: string): Promise<EstimationInput> {
  const [header = [], ...rows] = readFileSync(`${FOLDER}/cruyff-simdat-4-covariates.csv`, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','))
  const kept = header.flatMap((column, at) => (/^[XY]\d?$/.test(column) && !covariates.includes(column) ? [] : [at]))
  const pick = (row: readonly string[]) => kept.map((at) => row[at]!)
  return unwrap(await readInput({ columns: pick(header), rows: rows.map(pick) }, { strata: covariates, trend }))
}
