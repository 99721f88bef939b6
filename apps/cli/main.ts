import './require-node.ts'
import { EXIT } from '@gloact/command'
import { keepCompiled } from '@gloact/platform/keep-compiled'
import { COMMANDS } from './commands.ts'
import { dispatch } from './dispatch.ts'

// Before the file of a command is read, with all that it needs.
keepCompiled()
// Who reads may have gone (| head); that is no failure. That the result cannot be written (a full disk) is one.
let unwritten = false
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || stream === process.stderr || unwritten) return
    unwritten = true
    process.stderr.write('The result could not be written to standard output.\n')
  })
}
process.on('exit', () => {
  if (unwritten) process.exitCode = EXIT.failed
})
process.exitCode = await dispatch(COMMANDS, process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
  watched: process.stderr.isTTY,
  threads: true,
})
