import { keepsDrafts } from '@gloact/offline'
import {
  Button,
  Callout,
  Card,
  Columns,
  Form,
  Link,
  Narrow,
  PageHeader,
  PasswordField,
  Row,
  Stack,
  TextField,
  useClient,
  useMessages,
  useNavigation,
} from '@gloact/ui'
import { useState } from 'react'
import { signIn, type SignInAnswer } from '../../contract/sign-in.ts'
import { ProblemNote, useSending } from '../sending.tsx'
import { useRefreshSession, useSession } from '../session.ts'
import { DemoSignIns } from './demo-sign-ins.tsx'
import { PasskeyButton } from './passkey-button.tsx'
import { SingleSignOnButton } from './single-sign-on-button.tsx'
import { SecondStep } from './second-step.tsx'

type Methods = Extract<SignInAnswer, { next: 'second_factor' }>['methods']

/** Signing in: the password, then the second factor; or a passkey alone. A demonstration lists its accounts. */
export function SignIn() {
  const session = useSession()
  const { go } = useNavigation()
  const refresh = useRefreshSession()
  const [methods, setMethods] = useState<Methods | null>(null)
  const done = async () => {
    await refresh()
    go('/', { replace: true })
  }
  if (methods !== null) {
    return (
      <Narrow>
        <SecondStep methods={methods} onSignedIn={done} onBack={() => setMethods(null)} />
      </Narrow>
    )
  }
  const form = <PasswordStep onSignedIn={done} onSecondFactor={setMethods} />
  if (!session?.demo) return <Narrow>{form}</Narrow>
  return (
    <Columns min="22rem" gap="xl">
      {form}
      <DemoSignIns onSignedIn={done} />
    </Columns>
  )
}

interface PasswordStepProps {
  readonly onSignedIn: () => Promise<void>
  readonly onSecondFactor: (methods: Methods) => void
}

function PasswordStep({ onSignedIn, onSecondFactor }: PasswordStepProps) {
  const { t } = useMessages()
  const client = useClient()
  const { busy, problem, send } = useSending()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [keeps] = useState(keepsDrafts)
  const submit = async () => {
    const answer = await send(client.call(signIn, { body: { email, password } }))
    if (answer?.next === 'done') await onSignedIn()
    if (answer?.next === 'second_factor') onSecondFactor(answer.methods)
  }
  return (
    <Stack>
      <PageHeader title={t('identity.sign_in.title')} about={t('identity.sign_in.about')} />
      {keeps && <Callout>{t('identity.sign_in.drafts_wait')}</Callout>}
      <Card>
        <Form unsent="free" onSubmit={() => void submit()}>
          <ProblemNote problem={problem} />
          <TextField
            label={t('identity.field.email')}
            type="email"
            autoComplete="username webauthn"
            name="email"
            dir="ltr"
            required
            value={email}
            onChange={setEmail}
          />
          <PasswordField
            label={t('identity.field.password')}
            autoComplete="current-password"
            name="password"
            required
            value={password}
            onChange={setPassword}
          />
          <Row>
            <Button kind="primary" type="submit" busy={busy} disabled={email.trim() === '' || password === ''}>
              {t('identity.sign_in.button')}
            </Button>
            <PasskeyButton onSignedIn={onSignedIn} />
            <SingleSignOnButton />
          </Row>
        </Form>
      </Card>
      <Link to="/forgotten-password">{t('identity.forgotten.title')}</Link>
    </Stack>
  )
}
