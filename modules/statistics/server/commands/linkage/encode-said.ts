import { said, type Said } from '@gloact/kernel'
import {
  byChance,
  dummyShareFor,
  dummyShareOf,
  SMALL_LIST,
  triesRecorded,
  worstOf,
  type AttackReport,
  type EncodingTry,
  type LinkageAgreement,
  type ListLook,
} from '@gloact/linkage/private'
import { attackSaid } from './match-said.ts'

/** A share as a number of per cent that is shown to two places. */
export const percentOfShare = (share: number): number => Number((100 * share).toFixed(2))

/** What each attack found, with the whole list as what the attacker knows. */
export function attackReportSaid(report: AttackReport, mostFound?: number): readonly (readonly Said[])[] {
  const lucky = mostFound === undefined ? [] : byChance(report, mostFound)
  return report.attacks.map((one) => [
    said('encode.attack', { attack: attackSaid(one.attack), records: one.right, share: percentOfShare(one.found) }),
    ...(lucky.includes(one)
      ? [
          said('encode.by_chance', {
            limit: percentOfShare(mostFound ?? 0),
            right: one.right,
            records: report.records,
          }),
        ]
      : []),
  ])
}

export const triesSaid = (tries: readonly EncodingTry[], path: string): Said =>
  said('encode.tries', {
    tries: tries.length,
    refused: triesRecorded(tries).refused,
    worst: percentOfShare(worstOf(tries)),
    path,
  })

/** How many dummies a list of this size takes, before anything is encoded. */
export function shareSaid(
  agreement: Pick<LinkageAgreement, 'profile' | 'dummyShare' | 'shareBySize'>,
  records: number,
): readonly Said[] {
  const { profile, dummyShare, shareBySize } = agreement
  const wanted = dummyShareFor(profile, records)
  const small = profile === 'trusted-unit' && records < SMALL_LIST ? [said('encode.small_list', { records })] : []
  if (shareBySize) return [...small, said('encode.share_by_size', { records, share: dummyShareOf(agreement, records) })]
  if (dummyShare >= wanted) return small
  return [said('encode.share_too_small', { records, wanted, stated: dummyShare })]
}

/** What somebody should know of the list before its counts are relied on. */
export function lookSaid({ records, fields, repeated, leftOut }: ListLook): readonly Said[] {
  return [
    ...(leftOut ? [said('encode.filtered', { out: leftOut, records })] : []),
    ...(repeated > 0 ? [said('encode.repeated', { repeated, records })] : []),
    ...fields
      .filter(({ unreadable }) => unreadable > 0)
      .map(({ column, unreadable, kind }) => said('encode.unreadable', { column, cells: unreadable, kind })),
  ]
}
