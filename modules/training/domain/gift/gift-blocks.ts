import { isEscaped } from './gift-text.ts'

/** Lines of the file that belong together, with what comments above them say. */
export interface GiftBlock {
  readonly text: string
  readonly line: number
  readonly id: string | null
  readonly tags: readonly string[]
  /** A blank line stood within the braces. */
  readonly brokenAt: number | null
}

const COMMENT = /^\s*\/\//
const CATEGORY = /^\s*\$CATEGORY:/
const TITLE = /^\s*::/
const ID = /\[id:([^\]]+)\]/
const TAGS = /\[tag:([^\]]+)\]/g
/** What a line of answers begins with. */
const ANSWER = /^\s*[=~#}]/

/**
 * Cuts a file where a question ends: at a blank line, before a title where the braces of the question above are closed, and around
 * a category. A blank line within braces cuts nothing where answers go on after it: many banks are laid out so.
 */
export function giftBlocks(text: string): readonly GiftBlock[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  const blocks: GiftBlock[] = []
  let open: string[] = []
  let begun = 0
  let depth = 0
  let closed = false
  let brokenAt: number | null = null
  let id: string | null = null
  let tags: string[] = []

  const end = () => {
    if (open.some((line) => line.trim() !== '')) {
      blocks.push({ text: open.join('\n'), line: begun, id, tags, brokenAt })
      id = null
      tags = []
    }
    open = []
    depth = 0
    closed = false
    brokenAt = null
  }

  for (const [at, line] of lines.entries()) {
    if (COMMENT.test(line)) {
      if (open.length === 0) {
        id = ID.exec(line)?.[1]?.trim() ?? id
        tags.push(...[...line.matchAll(TAGS)].map(([, tag]) => tag!.trim()))
      }
      // Its place is kept, so that later lines keep their numbers.
      if (open.length > 0) open.push('')
      continue
    }
    if (line.trim() === '') {
      if (open.length === 0) continue
      if (depth > 0 && goesOn(lines, at)) {
        brokenAt ??= at + 1
        open.push('')
      } else end()
      continue
    }
    if (CATEGORY.test(line) && depth === 0) {
      end()
      blocks.push({ text: line, line: at + 1, id: null, tags: [], brokenAt: null })
      continue
    }
    if (closed && depth === 0 && TITLE.test(line)) end()
    if (open.length === 0) begun = at + 1
    open.push(line)
    for (let i = 0; i < line.length; i += 1) {
      if (line[i] !== '{' && line[i] !== '}') continue
      if (isEscaped(line, i)) continue
      depth = Math.max(0, depth + (line[i] === '{' ? 1 : -1))
      if (depth === 0) closed = true
    }
  }
  end()
  return blocks
}

/** Whether the next line that holds something is one of answers. */
function goesOn(lines: readonly string[], at: number): boolean {
  for (const line of lines.slice(at + 1, at + 1 + MOST_BLANK)) {
    if (line.trim() !== '' && !COMMENT.test(line)) return ANSWER.test(line)
  }
  return false
}

const MOST_BLANK = 20
