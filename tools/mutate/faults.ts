import { randomSource } from '@gloact/kernel'

/** A small fault that could be a slip of the hand: what stands somewhere, and what is put in its place. */
export interface Fault {
  readonly file: string
  /** Counted from one. */
  readonly line: number
  readonly column: number
  readonly was: string
  readonly becomes: string
}

interface Operator {
  readonly pattern: RegExp
  readonly becomes: (was: string) => string
}

const swapped = (pairs: Readonly<Record<string, string>>): ((was: string) => string) => {
  const both = { ...pairs, ...Object.fromEntries(Object.entries(pairs).map(([one, other]) => [other, one])) }
  return (was) => both[was] ?? was
}

const IN_CODE: readonly Operator[] = [
  { pattern: / (?:===|!==) /g, becomes: swapped({ ' === ': ' !== ' }) },
  { pattern: / (?:&&|\|\|) /g, becomes: swapped({ ' && ': ' || ' }) },
  // A bound that is one off; with spaces on both sides it is no type argument.
  { pattern: / (?:<|<=|>|>=) (?=[\w(-])/g, becomes: swapped({ ' < ': ' <= ', ' > ': ' >= ' }) },
  { pattern: /\b(?:true|false)\b(?!\s*[?:|]?\s*\|)/g, becomes: swapped({ true: 'false' }) },
  { pattern: /(?<=[\s(])!(?=[\w(])/g, becomes: () => '' },
  { pattern: / [+-] 1\b/g, becomes: swapped({ ' + 1': ' - 1' }) },
  { pattern: /\.(?:some|every)\(/g, becomes: swapped({ '.some(': '.every(' }) },
  { pattern: /\bMath\.(?:min|max)\(/g, becomes: swapped({ 'Math.min(': 'Math.max(' }) },
]

const IN_SQL: readonly Operator[] = [
  { pattern: / (?:and|or) /g, becomes: swapped({ ' and ': ' or ' }) },
  { pattern: / (?:=|<>) (?=[(a-z])/g, becomes: swapped({ ' = ': ' <> ' }) },
  { pattern: / (?:<|<=|>|>=) (?=[(a-z\d])/g, becomes: swapped({ ' < ': ' <= ', ' > ': ' >= ' }) },
  { pattern: / is not null\b/g, becomes: () => ' is null' },
  { pattern: /\bnot exists\b/g, becomes: () => 'exists' },
]

/** Where nothing is decided: comments, imports, and declarations that are gone when the code runs. */
const IDLE = /^\s*(?:\/\/|\*|\/\*|--|import\b|export (?:type|interface)\b|type\b|interface\b|readonly\b|comment on\b)/

/** A text or an expression says nothing of what the code decides: it is blanked, so that columns stay. */
const withoutTexts = (line: string): string =>
  line.replaceAll(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\/\/.*$/g, (text) => '·'.repeat(text.length))

/** Every small fault that can be planted in a file, in the order of its text. */
export function faultsIn(file: string, source: string): readonly Fault[] {
  const operators = file.endsWith('.sql') ? IN_SQL : IN_CODE
  return source.split('\n').flatMap((line, index) => {
    if (IDLE.test(line)) return []
    const code = withoutTexts(line)
    return operators.flatMap(({ pattern, becomes }) =>
      [...code.matchAll(pattern)].map((found) => ({
        file,
        line: index + 1,
        column: found.index,
        was: found[0],
        becomes: becomes(found[0]),
      })),
    )
  })
}

/** The source with the fault in it. */
export function plant(source: string, { line, column, was, becomes }: Fault): string {
  const lines = source.split('\n')
  const before = lines[line - 1] ?? ''
  lines[line - 1] = before.slice(0, column) + becomes + before.slice(column + was.length)
  return lines.join('\n')
}

/** So many of them, drawn by a seed, from as many files as there are: at most one of a file until each has had its turn. */
export function drawFaults(byFile: readonly (readonly Fault[])[], count: number, seed: number): readonly Fault[] {
  const { below } = randomSource(seed)
  const left = byFile.map((faults) => [...faults]).filter((faults) => faults.length > 0)
  const drawn: Fault[] = []
  let turn = [...left]
  while (drawn.length < count && turn.length > 0) {
    const [faults = []] = turn.splice(below(turn.length), 1)
    const [fault] = faults.splice(below(faults.length), 1)
    if (fault) drawn.push(fault)
    if (turn.length === 0) turn = left.filter(({ length }) => length > 0)
  }
  return drawn
}
