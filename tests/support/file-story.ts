import assert from 'node:assert/strict'
import { newId } from '@gloact/kernel'
import { totp } from '../../modules/identity/server/testing/totp.ts'
import { gloact } from './gloact-command.ts'
import { callerOf, signInAs, type Caller, type ServerProcess } from './server-process.ts'

/** What people do with one file through the API, as the browser sends it. */

export const today = (): string => new Date().toISOString().slice(0, 10)

export const action = (type: string, payload: unknown, id: string = newId()) => ({
  id,
  type,
  payload,
  happenedAt: new Date().toISOString(),
})

/** The body of an answer that has to have gone well. */
export async function answered<Body = unknown>(
  asked: Promise<{ readonly status: number; readonly body: unknown }>,
): Promise<Body> {
  const { status, body } = await asked
  assert.ok(status >= 200 && status < 300, `${status} ${JSON.stringify(body)}`)
  return body as Body
}

export interface OpenedFile {
  readonly fileId: string
  readonly personId: string
}

/** A file with a name and a note in it. */
export async function openFile(
  caller: Caller,
  { name, note }: { readonly name: string; readonly note: string },
): Promise<OpenedFile> {
  const [fileId, personId, row] = [newId(), newId(), newId()]
  await answered(
    caller.post('/protection/files', {
      fileId,
      personId,
      actions: [
        action('file_opened', { age: 'not_sure', contactOn: today(), channel: 'ngo', teamId: null, assignedTo: null }),
        action('answers_recorded', {
          form: 'identity',
          version: '1',
          edits: { [`names/${row}`]: { value: true }, [`names/${row}/given`]: { value: name } },
        }),
        action('note_added', { kind: 'general', text: note, notedOn: today() }),
      ],
    }),
  )
  return { fileId, personId }
}

export const record = (caller: Caller, fileId: string, ...actions: readonly object[]) =>
  answered(caller.post(`/protection/files/${fileId}/actions`, { actions }))

interface Attached {
  readonly declared: string
  readonly title: string
  readonly bytes: Buffer
}

/** Sends a letter, or what else it is, and adds it to the file; gives the attachment's id. */
export async function attach(caller: Caller, fileId: string, { declared, title, bytes }: Attached): Promise<string> {
  const attachmentId = newId()
  const path = `/protection/files/${fileId}/attachments/${attachmentId}?declared=${encodeURIComponent(declared)}`
  const content = await answered(caller.putBytes(path, bytes))
  await record(
    caller,
    fileId,
    action('attachment_added', {
      attachmentId,
      kind: 'letter',
      title,
      takenOn: null,
      sensitivity: 'case',
      audience: null,
      dataGroup: null,
      consentId: null,
      content,
    }),
  )
  return attachmentId
}

export const attachLetter = (caller: Caller, fileId: string, text: string): Promise<string> =>
  attach(caller, fileId, { declared: 'text/plain', title: 'A letter', bytes: Buffer.from(text) })

export const openAttachment = (caller: Caller, fileId: string, attachmentId: string) =>
  caller.post(`/protection/files/${fileId}/attachments/${attachmentId}/open`, { part: 'content', purpose: null })

/** Closed by two people, as every file is. */
export async function closeFile(caseworker: Caller, supervisor: Caller, fileId: string): Promise<void> {
  const summary = 'Work and a flat were found.'
  await record(caseworker, fileId, action('closure_requested', { reason: 'goals_achieved', summary }))
  await record(supervisor, fileId, action('closure_approved', { closedOn: today() }))
}

/** Erases a closed file's person: one asks, another of the same agency confirms. */
export async function erase(asking: Caller, confirming: Caller, fileId: string): Promise<void> {
  const { number } = await answered<{ number: string }>(asking.get(`/protection/files/${fileId}`))
  const id = newId()
  await answered(asking.post('/protection/erasures', { id, number, basis: 'person_asked' }))
  await answered(confirming.post(`/protection/erasures/${id}/confirm`, { number }))
}

const PASSWORD = 'seven-lanterns-over-the-quay'

/** A data-protection officer of the agency: the second person of an erasure. Invited from the console, and signed in. */
export async function dataProtectionOfficer(
  server: ServerProcess,
  agency: string,
  env: NodeJS.ProcessEnv,
): Promise<Caller> {
  const email = `officer-${newId().slice(-8)}@demo.example`
  const account = ['--name', 'Ines Duarte', '--email', email, '--agency', agency, '--role', 'data_protection_officer']
  const invited = await gloact(server.dataDir, ['user', 'add', ...account], env)
  assert.equal(invited.exit, 0, invited.error + JSON.stringify(invited.json))
  // The console is one of the two who give a role that sees more; an administrator is the other.
  const administrator = await signInAs(server, 'administrator')
  const place = `/identity/staff/${String(invited.json['staffId'])}`
  const { grants } = await answered<{ grants: readonly { id: string; state: string }[] }>(administrator.get(place))
  for (const { id } of grants.filter(({ state }) => state === 'awaiting_confirmation'))
    await answered(administrator.post(`${place}/roles/${id}/confirm`, undefined))
  const token = String(invited.json['link']).split('#')[1]
  const officer = callerOf(server.url)
  await answered(officer.post('/identity/invitations/accept', { token, password: PASSWORD, language: 'en' }))
  await answered(officer.post('/identity/sign-in', { email, password: PASSWORD }))
  const { version } = await answered<{ version: string }>(officer.get('/identity/account/conduct'))
  await answered(officer.post('/identity/account/conduct', { version }))
  // Not one of the demonstration: the role counts once there is a second factor.
  const { secret } = await answered<{ secret: string }>(
    officer.post('/identity/account/authenticator/start', { password: PASSWORD }),
  )
  await answered(officer.post('/identity/account/authenticator/confirm', { code: totp(secret) }))
  return officer
}
