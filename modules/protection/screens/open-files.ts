/** A file as the box on top offers it: its number says nothing of the person. */
export interface OfferedFile {
  readonly id: string
  readonly number: string
}

export interface OfferedSection {
  readonly id: string
  readonly label: string
}

/** What the box on top offers of files: the one that is open, and those opened before in this tab. */
export interface OpenFiles {
  readonly current: (OfferedFile & { readonly sections: readonly OfferedSection[] }) | null
  readonly recent: readonly OfferedFile[]
}

const MOST_RECENT = 6

// In memory: another tab, a reload and anyone who comes next know nothing of it.
let files: OpenFiles = { current: null, recent: [] }
const listeners = new Set<() => void>()

function change(next: OpenFiles): void {
  files = next
  for (const listener of listeners) listener()
}

/** Says which file is open; the box offers its sections, and the file itself once it is left. */
export function fileOpened(current: NonNullable<OpenFiles['current']>): void {
  const { id, number } = current
  const others = files.recent.filter((file) => file.id !== id)
  change({ current, recent: [{ id, number }, ...others].slice(0, MOST_RECENT) })
}

export function fileLeft(id: string): void {
  if (files.current?.id === id) change({ ...files, current: null })
}

/** Forgets all of it: somebody signs out, or leaves at once. */
export function forgetFiles(): void {
  change({ current: null, recent: [] })
}

export const openFiles = (): OpenFiles => files

/** Told when another file is open. Gives what ends it. */
export function onOpenFiles(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
