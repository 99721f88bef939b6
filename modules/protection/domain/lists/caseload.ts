/** How a caseload is given to others. */
export const DISTRIBUTIONS = ['one', 'evenly', 'singly'] as const
export type Distribution = (typeof DISTRIBUTIONS)[number]

interface DueFile {
  readonly id: string
  /** When its next clock ends; null: none runs. */
  readonly dueAt: string | null
}

/**
 * Who gets which file when it is shared out evenly: the most pressing first, in turn, so that nobody is given all that is
 * due tomorrow. The same files and receivers give the same result, in whatever order the files come.
 */
export function distributeEvenly(files: readonly DueFile[], receivers: readonly string[]): ReadonlyMap<string, string> {
  if (receivers.length === 0) return new Map()
  const pressing = files.toSorted((a, b) => (a.dueAt ?? '~').localeCompare(b.dueAt ?? '~') || a.id.localeCompare(b.id))
  return new Map(pressing.map((file, index) => [file.id, receivers[index % receivers.length]!]))
}

/**
 * Who is named for an audience once somebody has left. Null where nobody would be: what is restricted must not become
 * unreadable, nor be opened to others without saying so.
 */
export function namedAfter(
  named: readonly string[],
  leaving: string,
  inTheirPlace: string | null,
): readonly string[] | null {
  const after = [...new Set([...named.filter((id) => id !== leaving), ...(inTheirPlace ? [inTheirPlace] : [])])]
  return after.length === 0 ? null : after.toSorted()
}
