import type { CodeLists } from './code-lists.ts'
import { type Synthesis, statedEpsilon } from './synthesize.ts'

/** What is published with a release: everything that its user has to know, and nothing that would undo its noise. */
export interface ReleaseManifest {
  readonly format: 'gloact-release-1'
  readonly release: string
  readonly universe: string
  readonly method: string
  readonly epsilon: number
  readonly delta: number
  readonly rho: number
  readonly unit: 'person'
  readonly neighbours: 'one person added or removed, with everything recorded about them'
  readonly noise: 'exact discrete Gaussian and Laplace from the system’s cryptographic generator'
  /** The noisy number of people, which is the number of synthetic records. */
  readonly records: number
  readonly columns: readonly string[]
  readonly codeLists: { readonly version: string; readonly status: string; readonly digest: string }
  readonly impossibleCombinations: number
  readonly officialTables: readonly (readonly string[])[]
  readonly displayFloor: number
  /** Answers that were removed from the records, if any were, so that what is left is in so many records at least. */
  readonly withheld?: { readonly mark: string; readonly answers: number; readonly floor: number }
  readonly intervals: string
  readonly measured: readonly { readonly columns: readonly string[]; readonly standardDeviation: number }[]
  readonly software: { readonly name: string; readonly version: string }
  readonly ledger: { readonly line: number; readonly hash: string }
}

export function manifestOf(
  synthesis: Synthesis,
  codeLists: CodeLists,
  rest: Pick<ReleaseManifest, 'release' | 'universe' | 'displayFloor' | 'withheld' | 'software' | 'ledger'> & {
    digest: string
  },
): ReleaseManifest {
  const nameOf = (column: number) => codeLists.columns[column]!.name
  const { digest, ...known } = rest
  return {
    format: 'gloact-release-1',
    method: synthesis.method === 'aim' ? 'AIM with a graphical model' : 'all pairs with record fitting',
    epsilon: Number(statedEpsilon(synthesis).toPrecision(4)),
    delta: synthesis.delta,
    rho: synthesis.rho,
    unit: 'person',
    neighbours: 'one person added or removed, with everything recorded about them',
    noise: 'exact discrete Gaussian and Laplace from the system’s cryptographic generator',
    records: synthesis.records.count,
    columns: codeLists.columns.map(({ name }) => name),
    codeLists: { version: codeLists.version, status: codeLists.status, digest },
    impossibleCombinations: codeLists.zeros.reduce(
      (sum, { impossible }) => sum + impossible.reduce((cells, cell) => cells + cell, 0),
      0,
    ),
    officialTables: codeLists.official.map((table) => table.map(nameOf)),
    intervals: '95 %, from the noise of what was measured, for each cell by itself',
    measured: synthesis.measurements.map(({ columns, variance }) => ({
      columns: columns.map(nameOf),
      standardDeviation: Number(Math.sqrt(variance).toPrecision(4)),
    })),
    ...known,
  }
}
