import type { FileSummary } from '../../contract/reading/files.ts'
import { REASON_KINDS } from '../../contract/routes.ts'

export type ReasonKind = (typeof REASON_KINDS)[number]

export interface FoundFile {
  readonly file: FileSummary
  /** From 0 to 1: how alike the names are. It suggests; people decide. */
  readonly score: number
  /** Why the names are taken for one another, each kind once, in the order in which they are said. */
  readonly reasons: readonly ReasonKind[]
  readonly byNumber: boolean
}

interface Found {
  readonly byNumber: FileSummary | null
  readonly matches: readonly {
    readonly file: FileSummary
    readonly score: number
    readonly reasons: readonly { readonly kind: string }[]
  }[]
}

/** What was found: the file of the number that was typed first, then the likest names. Each file once. */
export function foundFiles({ byNumber, matches }: Found): readonly FoundFile[] {
  const numbered: FoundFile[] = byNumber ? [{ file: byNumber, score: 1, reasons: [], byNumber: true }] : []
  const named = matches
    .filter(({ file }) => file.id !== byNumber?.id)
    .map(({ file, score, reasons }) => ({
      file,
      score,
      reasons: REASON_KINDS.filter((kind) => reasons.some((reason) => reason.kind === kind)),
      byNumber: false,
    }))
  return [...numbered, ...named.toSorted((one, other) => other.score - one.score)]
}

/** A score in words. The limits only order what is said; nobody is taken for another by them. */
export function likenessOf(score: number): 'high' | 'medium' | 'low' {
  if (score >= 0.9) return 'high'
  return score >= 0.75 ? 'medium' : 'low'
}
