import { parentPort } from 'node:worker_threads'
import type { ApartAnswer, ApartTask } from './messages.ts'

async function answer({ module, name, input }: ApartTask): Promise<ApartAnswer> {
  try {
    const exported = ((await import(module)) as Readonly<Record<string, unknown>>)[name]
    if (typeof exported !== 'function') throw new TypeError(`${name} is not exported`)
    return { kind: 'done', output: await (exported as (input: unknown) => unknown)(input) }
  } catch (error) {
    const known = error instanceof Error ? error : new Error('thrown')
    const places = (known.stack ?? '').split('\n').filter((line) => line.startsWith('    at '))
    return { kind: 'failed', name: known.name, places }
  }
}

parentPort?.on('message', (task: ApartTask) => {
  void answer(task).then((told) => parentPort?.postMessage(told))
})
