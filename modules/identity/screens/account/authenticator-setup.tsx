import { Button, CopyText, Form, QrCode, Row, Stack, Text, TextField, useClient, useMessages } from '@gloact/ui'
import { useState } from 'react'
import { confirmAuthenticator, startAuthenticator } from '../../contract/account.ts'
import { OwnPassword, usePasswordBody } from '../own-password.tsx'
import { ProblemNote, useSending } from '../sending.tsx'

interface SetupProps {
  /** Told once it works, with recovery codes to print where there were none. */
  readonly onAdded: (codes: readonly string[]) => void
}

/** Sets up an authenticator app: the password, a code to scan, and the first six digits as proof. */
export function AuthenticatorSetup({ onAdded }: SetupProps) {
  const { t } = useMessages()
  const client = useClient()
  const { busy, problem, send } = useSending()
  const [password, setPassword] = useState('')
  const own = usePasswordBody(password)
  const [started, setStarted] = useState<{ uri: string; secret: string } | null>(null)
  const [code, setCode] = useState('')

  const start = async () => {
    const given = await send(client.call(startAuthenticator, { body: own.body }))
    if (given) setStarted(given)
  }
  const confirm = async () => {
    const given = await send(client.call(confirmAuthenticator, { body: { code: code.replaceAll(/\s/g, '') } }))
    if (given) onAdded(given.codes)
  }
  if (started === null) {
    return (
      <Form unsent="free" onSubmit={() => void start()}>
        <Text>{t('identity.authenticator.about')}</Text>
        <ProblemNote problem={problem} />
        <OwnPassword value={password} onChange={setPassword} />
        <Row>
          <Button kind="primary" type="submit" busy={busy} disabled={!own.ready}>
            {t('identity.authenticator.start')}
          </Button>
        </Row>
      </Form>
    )
  }
  return (
    <Form unsent="free" onSubmit={() => void confirm()}>
      <Text>{t('identity.authenticator.scan')}</Text>
      <QrCode text={started.uri} label={t('identity.authenticator.qr')} />
      <Stack gap="xs">
        <Text tone="quiet">{t('identity.authenticator.by_hand')}</Text>
        <Row>
          <Text as="span">
            <bdi dir="ltr">{started.secret.replaceAll(/(.{4})/g, '$1 ').trim()}</bdi>
          </Text>
          <CopyText text={started.secret} label={t('identity.authenticator.copy')} />
        </Row>
      </Stack>
      <TextField
        label={t('identity.field.code')}
        autoComplete="one-time-code"
        inputMode="numeric"
        dir="ltr"
        required
        value={code}
        onChange={setCode}
      />
      <ProblemNote problem={problem} />
      <Row>
        <Button kind="primary" type="submit" busy={busy} disabled={code.trim() === ''}>
          {t('identity.authenticator.confirm')}
        </Button>
      </Row>
    </Form>
  )
}
