import { Button, Card, Form, Narrow, PageHeader, PasswordField, Row, useClient, useMessages } from '@gloact/ui'
import { useState } from 'react'
import { signOut } from '../contract/session.ts'
import { unlockSession } from '../contract/sign-in.ts'
import { PasskeyButton } from './signing-in/passkey-button.tsx'
import { ProblemNote, useSending } from './sending.tsx'
import { useRefreshSession } from './session.ts'

/** In front of a page that was left idle: the password or a passkey brings it back as it was. */
export function Unlock({ name }: { readonly name: string }) {
  const { t } = useMessages()
  const client = useClient()
  const refresh = useRefreshSession()
  const { busy, problem, send } = useSending()
  const [password, setPassword] = useState('')
  const unlock = async () => {
    if (await send(client.call(unlockSession, { body: { password } }))) await refresh()
  }
  const leave = async () => {
    // What is typed behind the lock stays sealed for who typed it.
    await client.call(signOut, { query: { keep: 'drafts' } })
    await refresh()
  }
  return (
    <Narrow>
      <PageHeader title={t('identity.unlock.title')} about={t('identity.unlock.about', { name })} />
      <Card>
        <Form unsent="free" onSubmit={() => void unlock()}>
          <ProblemNote problem={problem} />
          <PasswordField
            label={t('identity.field.password')}
            autoComplete="current-password"
            required
            value={password}
            onChange={setPassword}
          />
          <Row>
            <Button kind="primary" type="submit" busy={busy} disabled={password === ''}>
              {t('identity.unlock.button')}
            </Button>
            <PasskeyButton onSignedIn={refresh} />
            <Button kind="quiet" onPress={() => void leave()}>
              {t('identity.unlock.sign_out')}
            </Button>
          </Row>
        </Form>
      </Card>
    </Narrow>
  )
}
