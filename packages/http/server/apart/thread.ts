import { parentPort } from 'node:worker_threads'
import type { ApartAnswer, ApartTask } from './messages.ts'

parentPort?.on('message', async ({ module, name, input }: ApartTask) => {
  let answer: ApartAnswer
  try {
    const exported = ((await import(module)) as Readonly<Record<string, unknown>>)[name]
    if (typeof exported !== 'function') throw new TypeError(`${name} is not exported`)
    answer = { kind: 'done', output: await (exported as (input: unknown) => unknown)(input) }
  } catch (error) {
    const known = error instanceof Error ? error : new Error('thrown')
    const places = (known.stack ?? '').split('\n').filter((line) => line.startsWith('    at '))
    answer = { kind: 'failed', name: known.name, places }
  }
  parentPort?.postMessage(answer)
})
