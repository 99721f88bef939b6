import type { CommandContext } from './command.ts'
import { readSettings } from './settings.ts'

/** What stood on a command's line: the values of its options, and its arguments. */
export interface Parsed {
  readonly values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>
  readonly positionals: readonly string[]
}

/** Where a command says what is going on, whether a person watches, and who has to know that it writes. */
interface Said {
  error(text: string): void
  readonly watched: boolean
  writes?(): void
}

export function contextOf(
  { values, positionals }: Parsed,
  { error, watched, writes = () => undefined }: Said,
): CommandContext {
  let open = false
  const close = () => {
    if (open) error('\n')
    open = false
  }
  return {
    settings: readSettings(),
    arguments: positionals,
    text: (name) => (typeof values[name] === 'string' ? values[name] : undefined),
    texts: (name) => (Array.isArray(values[name]) ? values[name].filter((value) => typeof value === 'string') : []),
    flag: (name) => values[name] === true,
    say: (line) => {
      close()
      error(`${line}\n`)
    },
    progress: (line) => {
      if (!watched) return
      error(`\r\u001b[2K${line}`)
      open = true
    },
    writes,
  }
}
