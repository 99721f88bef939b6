/** What something typed is of: its kind, the file, and which of the file's forms or panels. Ids and names of ours only. */
export interface DraftOf {
  readonly kind: string
  /** Null for what is not a file yet. */
  readonly fileId: string | null
  readonly name: string | null
}

/** The key under which a draft lies on the device. It is read back by `draftOf`, never by its looks. */
export const draftKey = ({ kind, fileId, name }: DraftOf): string => JSON.stringify([kind, fileId, name])

/** What is typed in a form of a page, by the page's address and the form's name there: addresses hold ids only, as names do. */
export const ofForm = (path: string, name: string): DraftOf => ({ kind: 'form', fileId: null, name: `${path}#${name}` })

/** The address of the page on which a form is gone on with; undefined for what is none of `ofForm`. */
export const pathOfForm = ({ kind, name }: DraftOf): string | undefined =>
  kind === 'form' && name !== null ? name.slice(0, name.indexOf('#')) : undefined

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
