import { type Command, EXIT, type ListedCommand, type NamedCommand } from './command.ts'

const EXIT_MEANINGS: Readonly<Record<keyof typeof EXIT, string>> = {
  ok: 'It was done.',
  failed: 'It could not be done: no database, no disk space, or a defect.',
  usage: 'The command was not written correctly; nothing was done.',
  refused: 'It was refused by a rule, which the message names; nothing was changed.',
}

/** The list of commands, for `gloact --help`. */
export function overview(commands: readonly ListedCommand[]): string {
  const lines = commands.map(({ name, summary }): [string, string] => [name, summary])
  return [
    'GloACT: the platform that a country’s response to trafficking in persons and the smuggling of migrants runs on.',
    '',
    'Usage: gloact COMMAND [options]',
    '',
    'Commands:',
    columns(lines),
    '',
    'gloact COMMAND --help tells more about each.',
    '',
    'A command works on the data folder GLOACT_DATA_DIR (default: data, in this clone), or on the database that',
    'DATABASE_URL names.',
  ].join('\n')
}

/** The help of one command: usage, options, examples, exit codes. */
export function helpFor(command: NamedCommand): string {
  const { name, summary, description, arguments: taken = [], options = {}, examples, exits = {}, passesOn } = command
  const usage = [
    'gloact',
    name,
    ...taken.map((one) => (one.multiple ? `${one.name} …` : one.name)),
    passesOn ? '[options]' : usageOf(options),
  ]
  const own = Object.entries(options).map(([option, { value, description: meaning }]): [string, string] => [
    `--${option}${value ? ` ${value}` : ''}`,
    meaning,
  ])
  const general: [string, string][] = [
    ['--json', 'The last line of standard output is the result as JSON; messages go to standard error'],
    ['--help', 'This help'],
  ]
  return [
    summary,
    ...(description ? ['', description] : []),
    '',
    `Usage: ${usage.filter((part) => part !== '').join(' ')}`,
    ...(taken.length > 0 ? ['', columns(taken.map((one) => [one.name, one.description]))] : []),
    '',
    'Options:',
    columns([...own, ...general.filter(([option]) => !own.some(([known]) => known === option))]),
    '',
    'Examples:',
    ...examples.flatMap(([line, meaning]) => [`  ./gloact ${line}`, `      ${meaning}`]),
    '',
    'Exit codes:',
    columns(
      Object.entries(EXIT).map(([kind, code]) => [
        String(code),
        exits[kind as keyof typeof EXIT] ?? EXIT_MEANINGS[kind as keyof typeof EXIT],
      ]),
    ),
  ].join('\n')
}

function usageOf(options: NonNullable<Command['options']>): string {
  const parts = Object.entries(options).map(([option, { value, required, multiple }]) => {
    const written = `--${option}${value ? ` ${value}` : ''}${multiple ? ' …' : ''}`
    return required ? written : `[${written}]`
  })
  return parts.join(' ')
}

function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length)) + 2
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`).join('\n')
}
