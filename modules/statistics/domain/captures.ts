/*
 * On whose lists a person is: what the number of those on none of them is estimated from (multiple systems estimation). Lists are those
 * of kinds of agencies, since a kind finds people in its own way; who is known to two agencies of one kind is on one list.
 */

/** The kinds of agencies whose files are a list. Others meet people whom one of these has sent. */
export const LISTS = ['law_enforcement', 'ngo', 'central_government', 'immigration_service', 'health_service'] as const
export type List = (typeof LISTS)[number]

/** A person on no list: met by agencies of other kinds alone. */
export const ON_NO_LIST = 'none'

const BETWEEN = '.'

/** On which lists somebody is by the kinds of agencies with a file of them, as one code. */
export function historyOf(kinds: readonly (string | undefined)[]): string {
  const on = LISTS.filter((list) => kinds.includes(list))
  return on.length === 0 ? ON_NO_LIST : on.join(BETWEEN)
}

/** The lists that a code names. */
export const listsOf = (history: string): readonly List[] =>
  LISTS.filter((list) => history.split(BETWEEN).includes(list))

/** Every way of being on lists, being on none included. They are public: one that nobody has is published as well. */
export const HISTORIES: readonly string[] = Array.from({ length: 2 ** LISTS.length }, (_, at) =>
  historyOf(LISTS.filter((_list, bit) => (at >> bit) % 2 === 1)),
)

/** How many there are of each history in the years that were asked for, as they were published. */
export interface CaptureCounts {
  readonly years: readonly number[]
  /** Years that were asked for and of which no lists are published. */
  readonly missingYears: readonly number[]
  readonly rows: readonly { readonly lists: readonly List[]; readonly figure: number }[]
  /** No figure lies further from its count than this. */
  readonly within: number
  /** Met by agencies whose files are no list. */
  readonly onNoList: number
}

interface PublishedLists {
  readonly year: number
  readonly base: number
  readonly lists: Readonly<Record<string, number>> | null
}

/** Adds up what was published of the years; nobody is counted again. */
export function captureCounts(published: readonly PublishedLists[], asked: readonly number[]): CaptureCounts {
  const of = published.filter(({ year, lists }) => lists !== null && (asked.length === 0 || asked.includes(year)))
  const years = of.map(({ year }) => year).toSorted((a, b) => a - b)
  const figureOf = (history: string): number => of.reduce((sum, { lists }) => sum + (lists?.[history] ?? 0), 0)
  return {
    years,
    missingYears: asked.filter((year) => !years.includes(year)),
    rows: HISTORIES.flatMap((history) => {
      const lists = listsOf(history)
      return lists.length === 0 ? [] : [{ lists, figure: figureOf(history) }]
    }),
    within: of.reduce((sum, { base }) => sum + base - 1, 0),
    onNoList: figureOf(ON_NO_LIST),
  }
}
