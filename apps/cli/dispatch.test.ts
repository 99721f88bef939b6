import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Command, type CommandContext, EXIT, type ListedCommand } from './command.ts'
import { COMMANDS } from './commands.ts'
import { dispatch } from './dispatch.ts'

async function call(args: readonly string[], commands: readonly ListedCommand[] = COMMANDS) {
  let out = ''
  let error = ''
  const exit = await dispatch(commands, args, {
    out: (text) => (out += text),
    error: (text) => (error += text),
    watched: false,
  })
  return { exit, out, error }
}

/** A command that tells what it was given. */
function echo(seen: (context: CommandContext) => void): ListedCommand {
  const command: Command = {
    arguments: [{ name: 'WORD', description: 'What to say' }],
    options: {
      loud: { type: 'boolean', description: 'Loudly' },
      to: { type: 'string', value: 'NAME', description: 'To whom', required: true },
      also: { type: 'string', value: 'NAME', description: 'To whom else', multiple: true },
    },
    examples: [['echo twice hello --to you', 'Say hello']],
    run: (context) => {
      seen(context)
      return Promise.resolve({ exit: EXIT.ok, text: 'said', json: { ok: true, said: 2 } })
    },
  }
  return { name: 'echo twice', summary: 'Say it twice', load: () => Promise.resolve(command) }
}

test('every command has help with its usage, its options, an example and its exit codes', async () => {
  for (const { name, load } of COMMANDS) {
    const { options = {} } = await load()
    const { exit, out } = await call([...name.split(' '), '--help'])
    assert.equal(exit, EXIT.ok, name)
    for (const part of [`Usage: gloact ${name}`, 'Examples:', `./gloact ${name}`, 'Exit codes:', '--json', '--help']) {
      assert.ok(out.includes(part), `${name} says ${part}`)
    }
    for (const option of Object.keys(options)) assert.ok(out.includes(`--${option}`), `${name} says --${option}`)
  }
})

test('the overview names every command', async () => {
  const { exit, out } = await call(['--help'])
  assert.equal(exit, EXIT.ok)
  for (const { name, summary } of COMMANDS) assert.ok(out.includes(name) && out.includes(summary), name)
})

test('a command that is not there is refused as a mistake in writing, with the nearest that is', async () => {
  const { exit, error, out } = await call(['docter'])
  assert.equal(exit, EXIT.usage)
  assert.match(error, /“docter”.*Did you mean “doctor”/s)
  assert.equal(out, '')
})

test('the first word of two is answered with what may follow it', async () => {
  const { exit, error } = await call(['import'])
  assert.equal(exit, EXIT.usage)
  for (const name of ['import ctdc', 'import htcds', 'import undo']) assert.ok(error.includes(name), name)
})

test('an option that is not there, one without its value and one that is missing are mistakes in writing', async () => {
  const commands = [echo(() => assert.fail('it must not run'))]
  for (const [args, hint] of [
    [['hello', '--to', 'you', '--laud'], /no option --laud. Did you mean --loud\?/],
    [['hello', '--to'], /--to needs a value/],
    [['hello'], /--to NAME is missing/],
    [['--to', 'you'], /WORD is missing/],
    [['hello', 'there', '--to', 'you'], /“there” is one argument too many/],
  ] as const) {
    const { exit, error } = await call(['echo', 'twice', ...args], commands)
    assert.equal(exit, EXIT.usage)
    assert.match(error, hint)
  }
})

test('a number below 0 is the value of its option, so that the command can say its range', async () => {
  for (const number of ['-1', '-0.5', '-.5']) {
    let seen: CommandContext | undefined
    await call(['echo', 'twice', 'hello', '--also', number, '--to', number], [echo((context) => (seen = context))])
    assert.deepEqual([seen?.text('to'), seen?.texts('also')], [number, [number]])
  }
  const commands = [echo(() => assert.fail('it must not run'))]
  const option = await call(['echo', 'twice', 'hello', '--to', '--loud'], commands)
  assert.match(option.error, /--to needs a value/)
  const none = await call(['echo', 'twice', 'hello', '--to', 'you', '--loud', '-1'], commands)
  assert.match(none.error, /no option -1/)
})

test('a command is given its arguments and options', async () => {
  let seen: CommandContext | undefined
  await call(
    ['echo', 'twice', 'hello', '--to', 'you', '--also', 'me', '--also', 'her', '--loud'],
    [echo((context) => (seen = context))],
  )
  assert.deepEqual(seen?.arguments, ['hello'])
  assert.equal(seen.text('to'), 'you')
  assert.deepEqual(seen.texts('also'), ['me', 'her'])
  assert.ok(seen.flag('loud'))
})

test('with --json the last line of standard output is the JSON, of a failure too', async () => {
  const well = await call(['echo', 'twice', 'hello', '--to', 'you', '--json'], [echo(() => undefined)])
  assert.deepEqual(JSON.parse(well.out), { ok: true, said: 2 })
  const broken = echo(() => {
    throw new Error('the disk is gone')
  })
  const failed = await call(['echo', 'twice', 'hello', '--to', 'you', '--json'], [broken])
  assert.equal(failed.exit, EXIT.failed)
  assert.deepEqual(JSON.parse(failed.out), { ok: false, error: 'the disk is gone' })
  assert.match(failed.error, /the disk is gone/)
  const mistaken = await call(['echo', 'twice', '--json'], [echo(() => undefined)])
  assert.equal(mistaken.exit, EXIT.usage)
  assert.equal((JSON.parse(mistaken.out) as { error: string }).error, 'usage')
})
