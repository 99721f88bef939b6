import './require-node.ts'
import { COMMANDS } from './commands.ts'
import { dispatch } from './dispatch.ts'

process.exitCode = await dispatch(COMMANDS, process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
  watched: process.stderr.isTTY,
})
