import { Button, Form, Row, Text, TextField, useClient, useMessages, useToast } from '@gloact/ui'
import { useState } from 'react'
import { addPasskey, startPasskey } from '../../contract/account.ts'
import { OwnPassword, usePasswordBody } from '../own-password.tsx'
import { ProblemNote, useSending } from '../sending.tsx'
import { makePasskey } from '../web-authn.ts'

/** Adds a passkey of this device: the password, a name to know it by, then what the device asks. */
export function PasskeySetup({ onAdded }: { readonly onAdded: (codes: readonly string[]) => void }) {
  const { t } = useMessages()
  const client = useClient()
  const toast = useToast()
  const { busy, problem, send } = useSending()
  const [password, setPassword] = useState('')
  const own = usePasswordBody(password)
  const [name, setName] = useState('')

  const submit = async () => {
    const started = await send(client.call(startPasskey, { body: own.body }))
    if (!started) return
    const response = await makePasskey(started.options)
    if (response === null) {
      toast.say(t('identity.passkey.cancelled'), { tone: 'notice' })
      return
    }
    const { challengeId } = started
    const added = await send(client.call(addPasskey, { body: { challengeId, name, response } }))
    if (added) onAdded(added.codes)
  }
  return (
    <Form unsent="free" onSubmit={() => void submit()}>
      <Text>{t('identity.passkey.about')}</Text>
      <ProblemNote problem={problem} />
      <TextField
        label={t('identity.passkey.name')}
        help={t('identity.passkey.name_help')}
        maxLength={100}
        required
        value={name}
        onChange={setName}
      />
      <OwnPassword value={password} onChange={setPassword} />
      <Row>
        <Button kind="primary" type="submit" busy={busy} disabled={!own.ready || name.trim() === ''}>
          {t('identity.passkey.add')}
        </Button>
      </Row>
    </Form>
  )
}
