import { err, ok, type Result } from '@gloact/kernel'
import {
  compileKernel,
  encodeForAgency,
  joinDice,
  lookAtList,
  readAgreement,
  secretIn,
  systemChoose,
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
  const agreement = await agreementIn(task.agreement)
  if (!agreement.ok) return agreement
  if (task.kind === 'agreement') {
    return ok({ ...agreement.value, expired: today() > agreement.value.expiresOn })
  }
  const table = await readPickedTable(task.list)
  if (!table.ok) return table
  if (task.kind === 'list') {
    return ok({
      ...lookAtList(table.value, agreement.value.fields),
      warnings: table.value.warnings.map(({ code }) => code),
    })
  }
  const secret = typeof task.secret === 'string' ? new TextEncoder().encode(task.secret) : await bytesOf(task.secret)
  const kernel = compileKernel(new Uint8Array(task.kernel))()
  const encoded = await encodeForAgency(table.value, {
    agreement: agreement.value,
    secret: secretIn(secret),
    today: today(),
    choose: systemChoose(),
    join: (a, b, options) => Promise.resolve(joinDice(kernel, a, b, options)),
    onProgress: tell,
  })
  if (!encoded.ok) return encoded
  const { encodings, dummyCount, ...about } = encoded.value
  const asFile = (text: string): Blob => new Blob([text], { type: 'application/json' })
  return ok({ ...about, encodings: asFile(encodings), dummyCount: asFile(dummyCount) })
})

const bytesOf = async (file: File): Promise<Uint8Array> => new Uint8Array(await file.arrayBuffer())
