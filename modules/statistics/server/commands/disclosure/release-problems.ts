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
      `Of this table and release ${release} one shows what the other hides, or the two together could give it away. Put the ` +
      `small categories together first, ${otherwise}.`,
    'disclosure.methods_mixed': `Release ${release} was made by another method or base. Keep to one for all tables of a population, over the years too.`,
    'disclosure.tables_interlock':
      'With the tables that are out this one comes round in a circle (as sex by age, age by region, region by sex): together ' +
      'they tell more than each. Publish one table with all these columns, or leave this one out.',
    'disclosure.small_difference':
      `From figures of this table and of release ${release} something follows of fewer persons than the threshold. Keep to the same ` +
      `categories${onceGrown}.`,
    'disclosure.unsafe_difference':
      `From figures of this table and of release ${release} a sum follows that would have to be hidden: too few contribute to it, ` +
      'or one stands out. Keep to the same categories, or publish one table with the columns of both.',
    'disclosure.not_searched':
      `This table and release ${release} have so many small groups of persons that what follows from their figures together cannot be ` +
      'looked through in good time, so it does not go out. Put small categories together, or publish one table with the columns of all.',
    'disclosure.records_out':
      `Records of these persons are out (release ${release}): a table beside them would tell who was left out of them. Count the ` +
      'records that are out instead.',
    'disclosure.other_amount':
      `Release ${release} is of another amount or of other contributors (“${params?.['amount']}”, ${whose}). How two amounts hang ` +
      'together cannot be told from their sums, so a register holds one. Where one is part of the other, put both in one column and ' +
      'break the table down by a column that says which; where they have nothing to do with each other (money and nights), keep a ' +
      'register for each.',
    'disclosure.rounded_beside_amounts':
      `Release ${release} is of the same persons, and one of the two is rounded. Amounts are not rounded, and a sum could tell the ` +
      'count that a rounded figure stands for. Publish counts that are hidden, not rounded, beside sums, from the first on.',
    'disclosure.counted_beside_amounts':
      `Of this table and release ${release} one takes its persons from a column (--count), and the other sums amounts, of which each ` +
      'row is one person’s. The two cannot be held against each other: keep a register for each.',
    'disclosure.cannot_compare':
      `The file does not have the columns of release ${release} (${params?.['columns']}), so that differences from it cannot be ` +
      'looked for. Use a file that has the columns of both.',
    'disclosure.data_changed':
      `Release ${release} shows other figures than this file gives. Whose amounts lie between two sums cannot be told from the sums, ` +
      'so where amounts are out nothing is released of data that changed since, and no amounts beside earlier data. A new period is a ' +
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
  const way = `Put categories together${measure ? '.' : ', or round the table (--method round).'}`
  const messages: Readonly<Record<ProtectionFailure['code'], string>> = {
    'disclosure.already_out': measure
      ? 'A sum that has to be hidden stands in a cell that an earlier release shows; it cannot be hidden any more. Put categories ' +
        'together, or leave out the columns that the two share.'
      : hasAmounts
        ? 'A count that has to be hidden stands in a cell of which an earlier release shows the count or the sum; it cannot be hidden ' +
          'any more. Put categories together, or leave out the columns that the two share.'
        : 'A count that is now below the threshold is out in an earlier release; it cannot be hidden any more.',
    'disclosure.cannot_protect': isFirst
      ? `${small} nothing in this table can hide it, for what is around it is too small as well, or its totals tell it. ${way}`
      : `${small} what could hide it is out already, or too small itself. Put categories together.`,
    'disclosure.rounding_does_not_fit':
      'The table cannot be rounded around the figures that are out, which may not be drawn again. Take fewer levels, publish it ' +
      'within the earlier table, or wait until more persons have been added.',
  }
  return { code, message: messages[code] }
}
