/** Words that both texts have, or one of them: `out` stands in the first alone, `in` in the second. */
export interface DiffPart {
  readonly is: 'same' | 'out' | 'in'
  readonly words: string
}

/** Beyond this many differing words two texts are another text: both are shown whole. */
const MOST_EDITS = 1500

const tokens = (text: string): readonly string[] => text.match(/\s+|[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu) ?? []

/** What differs between two texts, word by word. Joined without `out` the parts give the second text, without `in` the first. */
export function wordDiff(before: string, after: string): readonly DiffPart[] {
  const [from, to] = [tokens(before), tokens(after)]
  let start = 0
  while (start < from.length && start < to.length && from[start] === to[start]) start += 1
  let [endFrom, endTo] = [from.length, to.length]
  while (endFrom > start && endTo > start && from[endFrom - 1] === to[endTo - 1]) {
    endFrom -= 1
    endTo -= 1
  }
  const same = (words: readonly string[]): DiffPart[] => words.map((word) => ({ is: 'same', words: word }))
  return joined([
    ...same(from.slice(0, start)),
    ...edits(from.slice(start, endFrom), to.slice(start, endTo)),
    ...same(from.slice(endFrom)),
  ])
}

/** The shortest way from one list of words to the other (Myers 1986). */
function edits(from: readonly string[], to: readonly string[]): readonly DiffPart[] {
  const trace: Map<number, number>[] = []
  let furthest = new Map<number, number>([[1, 0]])
  for (let depth = 0; depth <= Math.min(from.length + to.length, MOST_EDITS); depth += 1) {
    trace.push(furthest)
    furthest = new Map(furthest)
    for (let line = -depth; line <= depth; line += 2) {
      let x = goesDown(furthest, line, depth) ? at(furthest, line + 1) : at(furthest, line - 1) + 1
      while (x < from.length && x - line < to.length && from[x] === to[x - line]) x += 1
      furthest.set(line, x)
      if (x >= from.length && x - line >= to.length) return walkedBack(from, to, trace)
    }
  }
  return [
    { is: 'out', words: from.join('') },
    { is: 'in', words: to.join('') },
  ]
}

const at = (furthest: ReadonlyMap<number, number>, line: number): number => furthest.get(line) ?? -1

const goesDown = (furthest: ReadonlyMap<number, number>, line: number, depth: number): boolean =>
  line === -depth || (line !== depth && at(furthest, line - 1) < at(furthest, line + 1))

function walkedBack(
  from: readonly string[],
  to: readonly string[],
  trace: readonly ReadonlyMap<number, number>[],
): readonly DiffPart[] {
  const parts: DiffPart[] = []
  let [x, y] = [from.length, to.length]
  for (let depth = trace.length - 1; depth >= 0; depth -= 1) {
    const furthest = trace[depth] ?? new Map<number, number>()
    const line = x - y
    const before = goesDown(furthest, line, depth) ? line + 1 : line - 1
    const [beforeX, beforeY] = depth === 0 ? [0, 0] : [at(furthest, before), at(furthest, before) - before]
    while (x > beforeX && y > beforeY) {
      x -= 1
      y -= 1
      parts.push({ is: 'same', words: from[x] ?? '' })
    }
    if (depth === 0) break
    if (x === beforeX) parts.push({ is: 'in', words: to[(y -= 1)] ?? '' })
    else parts.push({ is: 'out', words: from[(x -= 1)] ?? '' })
  }
  return parts.toReversed()
}

/** Neighbours of one kind as one part; a run of changes as what goes, then what comes. */
function joined(parts: readonly DiffPart[]): readonly DiffPart[] {
  const runs: DiffPart[] = []
  let [out, come] = ['', '']
  const close = () => {
    if (out !== '') runs.push({ is: 'out', words: out })
    if (come !== '') runs.push({ is: 'in', words: come })
    ;[out, come] = ['', '']
  }
  for (const { is, words } of parts) {
    if (is === 'out') out += words
    else if (is === 'in') come += words
    else {
      close()
      const last = runs.at(-1)
      if (last?.is === 'same') runs[runs.length - 1] = { is, words: last.words + words }
      else runs.push({ is, words })
    }
  }
  close()
  return runs
}
