import { err, ok, type Result } from '@gloact/kernel'
import {
  compileKernel,
  encodeForAgency,
  joinDice,
  lookAtList,
  makeKeyPair,
  readAgreement,
  readKeyPair,
  secretIn,
  type LinkageAgreement,
} from '@gloact/linkage/private'
import { answerTasks } from '../worker/answer-tasks.ts'
import { readPickedTable } from '../worker/read-table.ts'
import type { EncodeProblem, EncodeStep, EncodeTask } from './encode-task.ts'

const today = (): string => new Date().toISOString().slice(0, 10)

async function agreementIn(file: File): Promise<Result<LinkageAgreement, EncodeProblem>> {
  let json: unknown
  try {
    json = JSON.parse(await file.text())
  } catch (error) {
    if (error instanceof SyntaxError) return err({ code: 'not_json' })
    throw error
  }
  const agreement = readAgreement(json)
  if (!agreement.ok) return agreement
  return agreement.value.purpose === 'statistics' ? agreement : err({ code: 'other_purpose' })
}

answerTasks<EncodeStep>(async (asked, tell) => {
  const task = asked as EncodeTask
  if (task.kind === 'pair') return makeKeyPair()
  const agreement = await agreementIn(task.agreement)
  if (!agreement.ok) return agreement
  if (task.kind === 'agreement') {
    return ok({ ...agreement.value, expired: today() > agreement.value.expiresOn })
  }
  const table = await readPickedTable(task.list)
  if (!table.ok) return table
  if (task.kind === 'list') {
    return ok({
      ...lookAtList(table.value, agreement.value),
      filter: agreement.value.filter,
      warnings: table.value.warnings.map(({ code }) => code),
    })
  }
  const pair = task.own === null ? ok(undefined) : await readKeyPair(await task.own.text())
  if (!pair.ok) return pair
  const secret = typeof task.secret === 'string' ? new TextEncoder().encode(task.secret) : await bytesOf(task.secret)
  const kernel = compileKernel(new Uint8Array(task.kernel))()
  const encoded = await encodeForAgency(table.value, {
    agreement: agreement.value,
    secret: secretIn(secret),
    pair: pair.value,
    today: today(),
    join: (a, b, options) => Promise.resolve(joinDice(kernel, a, b, options)),
    onProgress: tell,
  })
  if (!encoded.ok) return encoded
  const { encodings, dummyCount, ...about } = encoded.value
  return ok({ ...about, encodings: await asFile(encodings), dummyCount: await asFile([dummyCount]) })
})

/** A browser keeps what a blob holds on its disk where that is much, so that the pieces are never together in memory. */
async function asFile(pieces: Iterable<string> | AsyncIterable<Uint8Array>): Promise<Blob> {
  const parts: Blob[] = []
  for await (const piece of pieces) parts.push(new Blob([piece as BlobPart]))
  return new Blob(parts, { type: 'application/octet-stream' })
}

const bytesOf = async (file: File): Promise<Uint8Array> => new Uint8Array(await file.arrayBuffer())
