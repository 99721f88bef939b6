/** What something typed is of: its kind, the file, and which of the file's forms or panels. Ids and names of ours only. */
export interface DraftOf {
  readonly kind: string
  /** Null for what is not a file yet. */
  readonly fileId: string | null
  readonly name: string | null
}

/** The key under which a draft lies on the device. It is read back by `draftOf`, never by its looks. */
export const draftKey = ({ kind, fileId, name }: DraftOf): string => JSON.stringify([kind, fileId, name])

/** The start of the keys of every draft of a kind. */
export const draftsOfKind = (kind: string): string => `${JSON.stringify([kind]).slice(0, -1)},`

/** What a draft is of; undefined where the key is none of `draftKey`. */
export function draftOf(key: string): DraftOf | undefined {
  if (!key.startsWith('[')) return undefined
  try {
    const parts = JSON.parse(key) as unknown
    if (!Array.isArray(parts) || parts.length !== 3) return undefined
    const [kind, fileId, name] = parts as readonly unknown[]
    const isName = (value: unknown): value is string | null => value === null || typeof value === 'string'
    return typeof kind === 'string' && isName(fileId) && isName(name) ? { kind, fileId, name } : undefined
  } catch {
    return undefined
  }
}
