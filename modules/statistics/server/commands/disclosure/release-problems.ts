import type { Measure, ProtectionFailure, ReleaseFailure } from '@gloact/disclosure'
import type { Problem } from '@gloact/command'

/** What a table is held against. */
export interface Beside {
  /** Nothing is out that it has to agree with. */
  readonly isFirst: boolean
  /** The register holds sums. */
  readonly hasAmounts: boolean
}

/** What is in the way of a table for what is out already, and what would do. `measure` is what it sums, where it is of amounts. */
export function releaseProblem(
  { code, params }: ReleaseFailure,
  measure: Measure | undefined,
  { hasAmounts }: Pick<Beside, 'hasAmounts'>,
): Problem {
  const release = params?.['release'] ?? ''
  const contributor = params?.['contributor']
  const whose = contributor === undefined ? 'each row another’s' : `by “${contributor}”`
  const otherwise = measure
    ? 'or publish one table with the columns of both'
    : 'publish one table with the columns of both, or round all tables (--method round)'
  const onceGrown =
    measure || hasAmounts
      ? ', or publish one table with the columns of both'
      : '; where the data have grown, publish when enough have been added'
  const messages: Readonly<Record<ReleaseFailure['code'], string>> = {
    'disclosure.hidden_elsewhere':
      `This table or release ${release} shows what the other hides, or the two together could give it away. Combine ` +
      `small categories first, ${otherwise}.`,
    'disclosure.methods_mixed': `Release ${release} was made by another method or base. Keep to one for all tables of a population, over the years too.`,
    'disclosure.tables_interlock':
      'With the tables already published this one closes a circle (such as sex by age, age by region, region by sex): together ' +
      'they reveal more than each alone. Publish one table with all these columns, or leave this one out.',
    'disclosure.small_difference':
      `Figures of this table and of release ${release} together reveal something about fewer persons than the threshold. Keep to the same ` +
      `categories${onceGrown}.`,
    'disclosure.unsafe_difference':
      `Figures of this table and of release ${release} together reveal a sum that would have to be hidden: too few contribute to it, ` +
      'or one stands out. Keep to the same categories, or publish one table with the columns of both.',
    'disclosure.not_searched':
      `This table and release ${release} have so many small groups of persons that what their figures reveal together cannot be ` +
      'checked in reasonable time, so it is not published. Combine small categories, or publish one table with the columns of all.',
    'disclosure.records_out':
      `Records of these persons are already published (release ${release}): a table next to them would show who was left out of them. Count the ` +
      'published records instead.',
    'disclosure.other_amount':
      `Release ${release} is about another amount or other contributors (“${params?.['amount']}”, ${whose}). How two amounts are ` +
      'related cannot be seen from their sums, so a register holds one. Where one is part of the other, put both in one column and ' +
      'break the table down by a column that says which; where they have nothing to do with each other (money and nights), keep a ' +
      'register for each.',
    'disclosure.rounded_beside_amounts':
      `Release ${release} is about the same persons, and one of the two is rounded. Amounts are not rounded, and a sum could reveal the ` +
      'count that a rounded figure stands for. Next to sums, publish counts that are hidden, not rounded, from the first release on.',
    'disclosure.counted_beside_amounts':
      `One of this table and release ${release} takes its persons from a column (--count), and the other sums amounts, where each ` +
      'row belongs to one person. The two cannot be checked against each other: keep a register for each.',
    'disclosure.cannot_compare':
      `The file does not have the columns of release ${release} (${params?.['columns']}), so differences from it cannot be ` +
      'looked for. Use a file that has the columns of both.',
    'disclosure.data_changed':
      `Release ${release} shows other figures than this file gives. Whose amounts lie between two sums cannot be seen from the sums, ` +
      'so where amounts are published nothing is released from data that changed since, and no amounts next to earlier data. A new period is a ' +
      'population of its own: name a register of its own for it (--register costs-2026.jsonl), with the rows of that period alone.',
  }
  return { code, message: messages[code] }
}

/** Why a table cannot be protected, and what would do. */
export function protectionProblem(
  { code }: ProtectionFailure,
  measure: Measure | undefined,
  { isFirst, hasAmounts }: Beside,
): Problem {
  const small = `A small ${measure ? 'sum' : 'count'} cannot be hidden:`
  const way = `Combine categories${measure ? '.' : ', or round the table (--method round).'}`
  const messages: Readonly<Record<ProtectionFailure['code'], string>> = {
    'disclosure.already_out': measure
      ? 'A sum that has to be hidden is in a cell that an earlier release shows; it can no longer be hidden. Combine categories, ' +
        'or leave out the columns that the two share.'
      : hasAmounts
        ? 'A count that has to be hidden is in a cell whose count or sum an earlier release shows; it can no longer be hidden. ' +
          'Combine categories, or leave out the columns that the two share.'
        : 'A count that is now below the threshold was published in an earlier release; it can no longer be hidden.',
    'disclosure.cannot_protect': isFirst
      ? `${small} nothing in this table can hide it, because what is around it is too small as well, or its totals reveal it. ${way}`
      : `${small} what could hide it is already published, or too small itself. Combine categories.`,
    'disclosure.rounding_does_not_fit':
      'The table cannot be rounded around the figures already published, which may not be drawn again. Use fewer levels, publish it ' +
      'within the earlier table, or wait until more persons have been added.',
  }
  return { code, message: messages[code] }
}
