import { tableText, writeTogether } from '@gloact/csv/node'
import {
  type CodeLists,
  DISCLOSURE_VERSION,
  manifestOf,
  type ReleaseManifest,
  shownByTable,
  type ShownCount,
  type Synthesis,
  withheldCells,
  type WithheldCells,
} from '@gloact/disclosure'
import { sha256 } from '@gloact/disclosure/node'
import { ok, type Result } from '@gloact/kernel'
import type { Pause, Problem } from '@gloact/command'
import { renderDocument } from '@gloact/command/files'
import type { ReportWords } from '@gloact/reports/words'
import { releaseReport } from './release-report.ts'
import type { ReleaseToMake } from './synthesis-request.ts'

export interface Written {
  readonly hash: string
  readonly manifest: ReleaseManifest
  readonly manifestFile: string
}

interface ToWrite {
  readonly release: ReleaseToMake
  readonly lists: CodeLists
  readonly digest: string
  readonly id: string
  readonly synthesis: Synthesis
  readonly ledger: { readonly line: number; readonly hash: string }
  readonly words: ReportWords
}

/** What stands for an answer that is withheld; no code list may have it. */
export const WITHHELD = '*'

/**
 * Writes all files of a release, or none: part of an abandoned one is worth nothing. The sensitive records are not at hand here,
 * so that nothing of theirs is published.
 */
export async function writeRelease(
  { release, lists, digest, id, synthesis, ledger, words }: ToWrite,
  { signal, pause }: { readonly signal: AbortSignal; readonly pause: Pause },
): Promise<Result<Written, Problem>> {
  const { columns, official } = lists
  const { records } = synthesis
  const { floor } = release
  const withheld = release.parsimonious ? await withheldCells(records, columns, { floor, pause }) : undefined
  const manifest = manifestOf(synthesis, lists, {
    release: id,
    universe: release.universe,
    displayFloor: floor,
    ...(withheld && { withheld: { mark: WITHHELD, answers: withheld.count, floor } }),
    software: { name: 'gloact disclosure', version: DISCLOSURE_VERSION },
    ledger,
    digest,
  })
  const shown: ShownCount[] = []
  for (const table of shownByTable(records, synthesis.measurements, { columns, floor, official })) {
    shown.push(...table)
    await pause()
  }
  const text = `${JSON.stringify(manifest, null, 2)}\n`
  const manifestFile = `${release.out}.manifest.json`
  const files = [
    ...(release.report === undefined
      ? []
      : [
          {
            path: release.report,
            pieces: [await renderDocument(releaseReport(manifest, shown, words), release.report)],
          },
        ]),
    ...(release.tables === undefined ? [] : [{ path: release.tables, pieces: countsText(shown) }]),
    { path: manifestFile, pieces: [text] },
    { path: release.out, pieces: recordsText(synthesis, lists, withheld) },
  ]
  const written = await writeTogether(files, { signal })
  return written.ok ? ok({ hash: sha256(text), manifest, manifestFile }) : written
}

function countsText(shown: readonly ShownCount[]): AsyncGenerator<string> {
  const names = ['column_1', 'code_1', 'column_2', 'code_2', 'column_3', 'code_3', 'people', 'lower_95', 'upper_95']
  function* rows(): Generator<string[]> {
    for (const { columns, codes, estimate, lower, upper } of shown) {
      yield [
        ...[0, 1, 2].flatMap((at) =>
          columns[at] === undefined ? ['', ''] : [columns[at], codes[at] === '' ? 'not recorded' : codes[at]!],
        ),
        ...[estimate, lower, upper].map(String),
      ]
    }
  }
  return tableText(names, rows())
}

function recordsText(
  { records: { count, values } }: Synthesis,
  { columns }: CodeLists,
  withheld: WithheldCells | undefined,
): AsyncGenerator<string> {
  function* rows(): Generator<string[]> {
    for (let row = 0; row < count; row++) {
      yield columns.map(({ codes }, column) =>
        withheld?.cells[column]![row] === 1 ? WITHHELD : codes[values[column]![row]!]!,
      )
    }
  }
  return tableText(
    columns.map(({ name }) => name),
    rows(),
  )
}
