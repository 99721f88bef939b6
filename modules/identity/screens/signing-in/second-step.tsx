import { Button, Card, Form, PageHeader, Row, TextField, useClient, useMessages } from '@gloact/ui'
import { useState } from 'react'
import { type SECOND_FACTOR_METHODS, signInWithCode, signInWithRecoveryCode } from '../../contract/sign-in.ts'
import { ProblemNote, useSending } from '../sending.tsx'
import { PasskeyButton } from './passkey-button.tsx'

type Method = (typeof SECOND_FACTOR_METHODS)[number]

interface SecondStepProps {
  readonly methods: readonly Method[]
  readonly onSignedIn: () => Promise<void>
  readonly onBack: () => void
}

/** After the password: the authenticator's code, a passkey, or one of the printed recovery codes. */
export function SecondStep({ methods, onSignedIn, onBack }: SecondStepProps) {
  const { t } = useMessages()
  const client = useClient()
  const { busy, problem, send } = useSending()
  const [method, setMethod] = useState<Method>(methods.includes('totp') ? 'totp' : (methods[0] ?? 'recovery_code'))
  const [code, setCode] = useState('')
  const contract = method === 'totp' ? signInWithCode : signInWithRecoveryCode
  const submit = async () => {
    const compact = method === 'totp' ? code.replaceAll(/\s/g, '') : code
    if (await send(client.call(contract, { body: { code: compact } }))) await onSignedIn()
  }
  const choose = (next: Method) => {
    setMethod(next)
    setCode('')
  }
  return (
    <>
      <PageHeader title={t('identity.second_step.title')} about={t(`identity.second_step.about_${method}`)} />
      <Card>
        <Form unsent="free" onSubmit={() => void submit()}>
          <ProblemNote problem={problem} />
          {method !== 'passkey' && (
            <TextField
              key={method}
              label={t(method === 'totp' ? 'identity.field.code' : 'identity.field.recovery_code')}
              autoComplete={method === 'totp' ? 'one-time-code' : 'off'}
              inputMode={method === 'totp' ? 'numeric' : 'text'}
              dir="ltr"
              required
              value={code}
              onChange={setCode}
            />
          )}
          <Row>
            {method !== 'passkey' && (
              <Button kind="primary" type="submit" busy={busy} disabled={code.trim() === ''}>
                {t('identity.second_step.button')}
              </Button>
            )}
            {methods.includes('passkey') && <PasskeyButton onSignedIn={onSignedIn} />}
          </Row>
          <Row>
            {method !== 'totp' && methods.includes('totp') && (
              <Button kind="quiet" onPress={() => choose('totp')}>
                {t('identity.second_step.use_totp')}
              </Button>
            )}
            {method !== 'recovery_code' && (
              <Button kind="quiet" onPress={() => choose('recovery_code')}>
                {t('identity.second_step.use_recovery_code')}
              </Button>
            )}
            <Button kind="quiet" onPress={onBack}>
              {t('identity.second_step.back')}
            </Button>
          </Row>
        </Form>
      </Card>
    </>
  )
}
