import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'

/** Records that are out, in the register of their population: their columns and a digest of all that was written, no record. */
export interface ReleasedRecords {
  readonly kind: 'records'
  readonly release: string
  readonly at: string
  readonly threshold: number
  readonly columns: readonly string[]
  readonly digest: string
}

export type RecordsFailure = Failure<'disclosure.released_before'>

/**
 * Holds records against what is out of their population. That each is alike with others holds for one release alone: who is blanked or
 * left out in one shows in another, or in the difference from a table. So nothing goes out beside them but the same once more, and
 * they do not go out beside anything.
 */
export function recordsBearing(
  { columns, digest }: Pick<ReleasedRecords, 'columns' | 'digest'>,
  earlier: readonly ({ readonly release: string } | ReleasedRecords)[],
): Result<{ readonly repeats: ReleasedRecords | undefined }, RecordsFailure> {
  let repeats: ReleasedRecords | undefined
  for (const release of earlier) {
    const isSame =
      'digest' in release && release.digest === digest && JSON.stringify(release.columns) === JSON.stringify(columns)
    if (!isSame) return err(failure('disclosure.released_before', { params: { release: release.release } }))
    repeats = release
  }
  return ok({ repeats })
}
