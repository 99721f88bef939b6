import { COMMANDS } from '../commands.ts'
import { dispatch } from '../dispatch.ts'

export interface Called {
  readonly exit: number
  readonly out: string
  readonly error: string
  /** The last line of standard output as JSON, where `--json` asked for it. */
  readonly json: Readonly<Record<string, unknown>>
}

/**
 * What was told without the names of files in a test's folder: its name is drawn at random, and holds any few letters one day.
 */
export const withoutFolder = (text: string, folder: string): string => text.replaceAll(folder, '')

/** A command called in this process, as a program would call it. */
export async function called(args: readonly string[], { watched = false } = {}): Promise<Called> {
  let out = ''
  let error = ''
  const exit = await dispatch(COMMANDS, args, {
    out: (text) => (out += text),
    error: (text) => (error += text),
    watched,
  })
  const last = args.includes('--json') ? (out.trimEnd().split('\n').at(-1) ?? '') : '{}'
  return { exit, out, error, json: JSON.parse(last) as Record<string, unknown> }
}
