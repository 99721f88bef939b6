import { writeWhole } from '@gloact/csv/node'
import { said } from '@gloact/kernel'
import { isProjectKey, makeKeyPair, projectKey, writeProjectKey } from '@gloact/linkage/private'
import { type CommandContext, EXIT, failed, type Outcome, refused, usage } from '@gloact/command'
import { wordsOf, wrongPlace } from '@gloact/command/files'
import { agreementIn, alreadyThere, readKept } from './agreed-keys.ts'

/** The key holder's step: the key of one project, from the secret and the agreement. */
export async function runEncodeKey(context: CommandContext): Promise<Outcome> {
  const words = await wordsOf(context)
  if (!words.ok) return words.error
  const out = context.text('out') ?? ''
  const wrong = await wrongPlace([context.text('agreement'), context.text('secret-file')], [['out', out]])
  if (wrong) return wrong
  const agreement = await agreementIn(context.text('agreement') ?? '')
  if (!agreement.ok) return refused(agreement.error)
  const { expiresOn } = agreement.value
  if (new Date().toISOString().slice(0, 10) > expiresOn) {
    const message = `The agreement ended on ${expiresOn}. The parties have to sign a new one.`
    return refused({ code: 'agreement_expired', message })
  }
  const secret = await readKept(context.text('secret-file') ?? '', context)
  if (!secret.ok) return refused(secret.error)
  if (isProjectKey(secret.value)) return usage('--secret-file is the key of a project; keys are made from the secret.')
  const key = projectKey(agreement.value, secret.value)
  if (!key.ok) return refused(key.error)
  context.writes()
  const written = await writeWhole(out, [writeProjectKey(agreement.value, key.value)])
  if (!written.ok) return failed(written.error)
  const text = words.value.word(said('encode.project_key', { path: out }))
  return { exit: EXIT.ok, text, json: { ok: true, out, agreement: agreement.value.digest } }
}

/** Makes keys of a party or of the linkage unit. */
export async function runEncodePair(context: CommandContext): Promise<Outcome> {
  const words = await wordsOf(context)
  if (!words.ok) return words.error
  const out = context.text('out') ?? ''
  const wrong = (await wrongPlace([], [['out', out]])) ?? alreadyThere(out)
  if (wrong) return wrong
  const made = await makeKeyPair()
  if (!made.ok) return refused(made.error)
  const { file, publicKey } = made.value
  context.writes()
  const written = await writeWhole(out, [file])
  if (!written.ok) return failed(written.error)
  const lines = [words.value.word(said('encode.pair', { path: out })), publicKey]
  return { exit: EXIT.ok, text: lines.join('\n'), json: { ok: true, out, publicKey } }
}
