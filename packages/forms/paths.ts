import { isUuid } from '@gloact/kernel'

/** What a path names: a field, a row of a group, or a field of a row. */
export interface PathParts {
  /** The field's id, or the group's where the path leads into one. */
  readonly id: string
  readonly rowId?: string
  /** The field of the row. */
  readonly inner?: string
}

const NAME = /^[a-z][a-z0-9_]{0,63}$/

/** The parts of a path, or undefined where it is none. Says nothing of whether a form has such a field. */
export function parsePath(path: string): PathParts | undefined {
  const [id, rowId, inner, more] = path.split('/')
  if (id === undefined || !NAME.test(id) || more !== undefined) return undefined
  if (rowId === undefined) return { id }
  if (!isUuid(rowId)) return undefined
  if (inner === undefined) return { id, rowId }
  return NAME.test(inner) ? { id, rowId, inner } : undefined
}

/** `rowPath('situation', rowId)` is the row's marker; with a field, the field's path in that row. */
export const rowPath = (groupId: string, rowId: string, fieldId?: string): string =>
  fieldId === undefined ? `${groupId}/${rowId}` : `${groupId}/${rowId}/${fieldId}`

/** A path as a JSON pointer (RFC 6901) below `under`: `/answers/situation~1…~1act`. */
export const pointerOf = (path: string, under = ''): string =>
  `${under}/${path.replaceAll('~', '~0').replaceAll('/', '~1')}`

/** The path that a pointer's last step names; what a screen needs to put a failure beside its field. */
export const pathOfPointer = (pointer: string): string =>
  (pointer.split('/').at(-1) ?? '').replaceAll('~1', '/').replaceAll('~0', '~')
