import { parseArgs } from 'node:util'
import { Cancelled, failed } from '@gloact/command'
import { EXIT, type ExitCode, type ListedCommand, type NamedCommand, type Option, type Outcome } from './command.ts'
import { contextOf, type Parsed } from './context.ts'
import { helpFor, overview } from './help.ts'
import { runInThread } from './in-thread.ts'
import { nearest } from './nearest.ts'
import { observed } from './observed.ts'

/** Where a command's words go. */
export interface Streams {
  out(text: string): void
  error(text: string): void
  /** Whether a person watches standard error. */
  readonly watched: boolean
  /** Whether a command that computes gets a thread of its own; where not, Ctrl-C waits for a pause in its work. */
  readonly threads?: boolean
}

/** Finds the command that the arguments name, runs it and says how it went. Gives the exit code. */
export async function dispatch(
  commands: readonly ListedCommand[],
  args: readonly string[],
  streams: Streams,
): Promise<ExitCode> {
  const [first] = args
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    const wanted = args.slice(1).join(' ')
    const command = commands.find(({ name }) => name === wanted)
    streams.out(`${command ? helpFor(await loaded(command)) : overview(commands)}\n`)
    return first === undefined ? EXIT.usage : EXIT.ok
  }
  const found = findCommand(commands, args)
  if (!found) return unknownCommand(commands, args, streams)
  const command = await loaded(found.listed)
  const { rest } = found
  if (rest.includes('--help') || rest.includes('-h')) {
    streams.out(`${helpFor(command)}\n`)
    return EXIT.ok
  }
  const parsed = command.passesOn ? { values: {}, positionals: [...rest] } : parse(command, rest)
  if (typeof parsed === 'string') {
    streams.error(`${parsed}\nSee: gloact ${command.name} --help\n`)
    if (rest.includes('--json')) streams.out(`${JSON.stringify({ ok: false, error: 'usage', message: parsed })}\n`)
    return EXIT.usage
  }
  const outcome = await runSafely(command, parsed, streams)
  return tell(outcome, { asJson: parsed.values['json'] === true, streams })
}

const loaded = async ({ name, summary, load }: ListedCommand): Promise<NamedCommand> => ({
  name,
  summary,
  ...(await load()),
})

/** The command with the longest name that the arguments begin with. */
function findCommand(
  commands: readonly ListedCommand[],
  args: readonly string[],
): { listed: ListedCommand; rest: readonly string[] } | undefined {
  const matching = commands
    .map((command) => ({ command, words: command.name.split(' ') }))
    .filter(({ words }) => words.every((word, index) => args[index] === word))
    .toSorted((a, b) => b.words.length - a.words.length)[0]
  return matching && { listed: matching.command, rest: args.slice(matching.words.length) }
}

function unknownCommand(
  commands: readonly ListedCommand[],
  args: readonly string[],
  { out, error }: Streams,
): ExitCode {
  const [first = '', second = ''] = args
  const below = commands.filter(({ name }) => name.startsWith(`${first} `))
  if (below.length > 0) {
    const list = below.map(({ name, summary }) => `  ${name.padEnd(20)}${summary}`).join('\n')
    if (second === '--help' || second === '-h') {
      out(`${list}\n`)
      return EXIT.ok
    }
    error(`“${first}” needs a subcommand:\n${list}\n`)
    return EXIT.usage
  }
  const names = commands.map(({ name }) => name)
  const hint = nearest(first, [...names, ...names.map((name) => name.split(' ')[0] ?? name)])
  error(`There is no command “${first}”.${hint ? ` Did you mean “${hint}”?` : ''}\nSee: gloact --help\n`)
  return EXIT.usage
}

/** The options and arguments as the command describes them, or what is wrong with them. */
function parse(command: NamedCommand, rest: readonly string[]): Parsed | string {
  const options = Object.fromEntries(
    Object.entries({ ...command.options, json: { type: 'boolean' as const }, help: { type: 'boolean' as const } }).map(
      ([name, option]) => [name, { type: option.type, multiple: 'multiple' in option && option.multiple === true }],
    ),
  )
  let parsed: Parsed
  try {
    parsed = parseArgs({ args: withNegatives(rest, options), options, allowPositionals: true, strict: true })
  } catch (error) {
    const wrong = /'(--?[^'= ]+)/.exec(error instanceof Error ? error.message : '')?.[1] ?? ''
    const known = Object.keys(options).includes(wrong.replace(/^-+/, ''))
    if (known) return `${wrong} needs a value.`
    const hint = nearest(
      wrong,
      Object.keys(options).map((name) => `--${name}`),
    )
    return `“${command.name}” has no option ${wrong}.${hint ? ` Did you mean ${hint}?` : ''}`
  }
  const taken = command.arguments ?? []
  const missing = taken[parsed.positionals.length]
  if (missing) return `${missing.name} is missing: ${missing.description}`
  if (parsed.positionals.length > taken.length && taken.at(-1)?.multiple !== true)
    return `“${parsed.positionals[taken.length]}” is one argument too many.`
  for (const [name, { required, value }] of Object.entries(command.options ?? {})) {
    if (required && parsed.values[name] === undefined) return `--${name}${value ? ` ${value}` : ''} is missing.`
  }
  return parsed
}

/**
 * Joins a number below 0 to its option (`--seed -1` → `--seed=-1`): it would be taken for an option itself, and the person who wrote it
 * told of a missing value, not of the range that the command knows.
 */
function withNegatives(
  args: readonly string[],
  options: Readonly<Record<string, { readonly type: Option['type'] }>>,
): string[] {
  const joined: string[] = []
  for (let at = 0; at < args.length; at++) {
    const arg = args[at]!
    if (arg === '--') return [...joined, ...args.slice(at)]
    const takesValue = arg.startsWith('--') && options[arg.slice(2)]?.type === 'string'
    const next = args[at + 1]
    if (takesValue && next !== undefined) {
      joined.push(...(NEGATIVE.test(next) ? [`${arg}=${next}`] : [arg, next]))
      at++
    } else joined.push(arg)
  }
  return joined
}

const NEGATIVE = /^-[\d.,]/

/** Runs it; Ctrl-C, and what nobody foresaw, become a failure with its message. */
async function runSafely(command: NamedCommand, parsed: Parsed, streams: Streams): Promise<Outcome> {
  const { error, watched, threads = false } = streams
  try {
    if (command.computes && threads) {
      return await runInThread({ name: command.name, memoryAdvice: command.memoryAdvice, ...parsed, watched }, error)
    }
    const context = contextOf(parsed, streams)
    return await observed(command, context.settings, () => command.run(context))
  } catch (thrown) {
    if (thrown instanceof Cancelled) return failed({ code: 'cancelled', message: thrown.message })
    const message = thrown instanceof Error ? thrown.message : String(thrown)
    if (process.env['GLOACT_DEBUG'] && thrown instanceof Error) error(`${thrown.stack ?? ''}\n`)
    return { exit: EXIT.failed, text: message, json: { ok: false, error: message } }
  }
}

function tell(outcome: Outcome, { asJson, streams }: { asJson: boolean; streams: Streams }): ExitCode {
  const { exit, text, json, isReport } = outcome
  if (asJson) {
    if (text !== '' && exit !== EXIT.ok) streams.error(`${text}\n`)
    streams.out(`${JSON.stringify(json)}\n`)
  } else if (text !== '') {
    if (exit === EXIT.ok || isReport) streams.out(`${text}\n`)
    else streams.error(`${text}\n`)
  }
  return exit
}
