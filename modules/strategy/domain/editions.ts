/** A version of a framework's row, as the register's history has it. */
export interface FrameworkVersion {
  readonly id: string
  /** The day since which the row says so. */
  readonly on: string
  readonly edition: string
  readonly state: string
  readonly archived: boolean
  readonly uses: readonly string[]
  readonly adoptedOn: string | null
  readonly replaces: string | null
}

/** An edition of a procedure, and when it was the one to follow. */
export interface Edition {
  readonly id: string
  readonly edition: string
  readonly from: string
  /** The day on which another took its place; null while it is in force. */
  readonly until: string | null
}

const isFollowed = ({ state, archived }: FrameworkVersion): boolean => state === 'in_force' && !archived
const earlier = (a: string | null, b: string | null): string | null => (a !== null && (b === null || a < b) ? a : b)

/**
 * Which edition was followed when, for something that people do: since it was adopted, until it was replaced. A procedure that was entered
 * years after its adoption counts from its adoption; one that is entered as replaced, until the one that took its place.
 */
export function editionsFor(use: string, versions: readonly FrameworkVersion[]): readonly Edition[] {
  const rows = [...Map.groupBy(versions, ({ id }) => id).values()]
    .map((own) => own.toSorted((a, b) => a.on.localeCompare(b.on)))
    .filter((own) => own.at(-1)!.uses.includes(use))
  const starts = new Map(rows.map((own) => [own[0]!.id, startOf(own)]))
  return rows
    .flatMap((own): readonly Edition[] => {
      const { id } = own[0]!
      const from = starts.get(id) ?? null
      if (from === null) return []
      const successors = rows.flatMap((other) =>
        other.at(-1)!.replaces === id ? (starts.get(other[0]!.id) ?? []) : [],
      )
      const until = endOf(own, successors.toSorted()[0] ?? null)
      return until !== null && until <= from ? [] : cut(own, from, until)
    })
    .toSorted((a, b) => a.from.localeCompare(b.from) || a.id.localeCompare(b.id))
}

function startOf(own: readonly FrameworkVersion[]): string | null {
  const entered = own.find(isFollowed)?.on ?? null
  const { state, adoptedOn, archived } = own.at(-1)!
  if (entered === null && (state !== 'replaced' || archived)) return null
  return earlier(adoptedOn, entered)
}

function endOf(own: readonly FrameworkVersion[], successor: string | null): string | null {
  const last = own.at(-1)!
  if (isFollowed(last)) return null
  const since = own.findLastIndex(isFollowed)
  // The day on which the row stopped saying that it is in force, or on which the next was adopted.
  return earlier(own[since + 1]?.on ?? null, successor)
}

/** A row whose edition was changed in place is an edition for each time. */
function cut(own: readonly FrameworkVersion[], from: string, until: string | null): readonly Edition[] {
  const said = own.some(isFollowed) ? own.filter(isFollowed) : own.slice(-1)
  const changes = said.filter(({ edition }, at) => at === 0 || edition !== said[at - 1]!.edition)
  return changes
    .map(({ id, edition, on }, at) => ({
      id,
      edition,
      from: at === 0 || on < from ? from : on,
      until: changes[at + 1]?.on ?? until,
    }))
    .filter((one) => one.until === null || one.from < one.until)
}

/** What was followed on a day. */
export const followedOn = <One extends Pick<Edition, 'from' | 'until'>>(
  editions: readonly One[],
  day: string,
): readonly One[] => editions.filter(({ from, until }) => from <= day && (until === null || day < until))
