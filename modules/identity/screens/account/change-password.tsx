import { Button, Disclosure, Form, PasswordField, Row, useClient, useMessages, useToast } from '@gloact/ui'
import { useState } from 'react'
import type { PasswordOwner } from '../../domain/password-policy.ts'
import { changePassword } from '../../contract/account.ts'
import { ProblemNote, useSending } from '../sending.tsx'
import { isGoodPassword, NewPassword } from '../signing-in/new-password.tsx'

/** Changes the password. Other browsers are signed out. */
export function ChangePassword({
  owner,
  onChanged,
}: {
  readonly owner: PasswordOwner
  readonly onChanged: () => void
}) {
  const { t } = useMessages()
  const client = useClient()
  const toast = useToast()
  const { busy, problem, send } = useSending()
  const [password, setPassword] = useState('')
  const [newPassword, setNewPassword] = useState('')
  const [repeated, setRepeated] = useState('')
  const submit = async () => {
    if (!(await send(client.call(changePassword, { body: { password, newPassword } })))) return
    for (const clear of [setPassword, setNewPassword, setRepeated]) clear('')
    toast.say(t('identity.account.password_changed'), { tone: 'success' })
    onChanged()
  }
  return (
    <Disclosure summary={t('identity.account.change_password')}>
      <Form unsent="free" onSubmit={() => void submit()}>
        <ProblemNote problem={problem} />
        <PasswordField
          label={t('identity.field.present_password')}
          autoComplete="current-password"
          required
          value={password}
          onChange={setPassword}
        />
        <NewPassword
          owner={owner}
          value={newPassword}
          onChange={setNewPassword}
          repeated={repeated}
          onRepeat={setRepeated}
        />
        <Row>
          <Button
            kind="primary"
            type="submit"
            busy={busy}
            disabled={password === '' || !isGoodPassword(newPassword, repeated, owner)}
          >
            {t('identity.account.change_password')}
          </Button>
        </Row>
      </Form>
    </Disclosure>
  )
}
