/** How far the overview looks ahead. */
export const DAYS_AHEAD = 60

interface Dated {
  readonly day: string
  /** Who has to be there; nobody where it is only due. */
  readonly agencies: readonly string[]
}

/** With how many others of its day each asks the same agency to be there. */
export const clashesOf = (items: readonly Dated[]): readonly number[] =>
  items.map(
    (item, at) =>
      items.filter(
        (other, place) =>
          place !== at && other.day === item.day && other.agencies.some((agency) => item.agencies.includes(agency)),
      ).length,
  )
