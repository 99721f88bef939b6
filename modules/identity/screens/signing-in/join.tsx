import {
  Button,
  Callout,
  Card,
  EmptyState,
  ErrorState,
  Form,
  KeyValueList,
  LoadingState,
  Narrow,
  PageHeader,
  PasswordField,
  Row,
  Stack,
  Text,
  TextField,
  useClient,
  useMessages,
} from '@gloact/ui'
import { problemOf } from '@gloact/http/client'
import { asInstant } from '@gloact/kernel'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { acceptInvitation, lookAtInvitation } from '../../contract/sign-in.ts'
import { ProblemNote, useSending } from '../sending.tsx'
import { useSession } from '../session.ts'
import { SingleSignOnButton } from './single-sign-on-button.tsx'
import { isGoodPassword, NewPassword } from './new-password.tsx'

/** Where an invitation's link leads. Its token stands after the `#`, which browsers send to nobody. */
export function Join() {
  const [token, setToken] = useState(tokenOfAddress)
  const [code, setCode] = useState('')
  // Another link may be pasted into the same tab: the browser changes the address then, and reads no new page.
  useEffect(() => {
    const changed = () => {
      setToken(tokenOfAddress())
      setCode('')
    }
    addEventListener('hashchange', changed)
    return () => removeEventListener('hashchange', changed)
  }, [])
  // Half a link: its other half is a code that somebody else hands over.
  const half = token.endsWith('.')
  if (half && code === '') return <AskCode onCode={setCode} />
  return <JoinBy key={token + code} token={token + code} onOtherCode={half ? () => setCode('') : undefined} />
}

function AskCode({ onCode }: { readonly onCode: (code: string) => void }) {
  const { t } = useMessages()
  const [typed, setTyped] = useState('')
  return (
    <Narrow>
      <PageHeader title={t('identity.join.title_code')} about={t('identity.join.about_code')} />
      <Card>
        <Form unsent="free" onSubmit={() => onCode(typed.trim())}>
          <TextField label={t('identity.join.code')} dir="ltr" required value={typed} onChange={setTyped} />
          <Button kind="primary" type="submit" disabled={typed.trim() === ''}>
            {t('identity.join.code_button')}
          </Button>
        </Form>
      </Card>
    </Narrow>
  )
}

type Kind = 'invitation' | 'reset' | 'factor'

const tokenOfAddress = () => location.hash.slice(1)

interface JoinByProps {
  readonly token: string
  /** Where a code was typed: to type it again. */
  readonly onOtherCode: (() => void) | undefined
}

function JoinBy({ token, onOtherCode }: JoinByProps) {
  const { t, language, formatInstant } = useMessages()
  const client = useClient()
  const { busy, problem, send } = useSending()
  const [password, setPassword] = useState('')
  const [repeated, setRepeated] = useState('')
  const [done, setDone] = useState<Kind | null>(null)
  const session = useSession()
  const invitation = useQuery({
    queryKey: ['identity', 'invitation', token],
    queryFn: () => client.callOrThrow(lookAtInvitation, { body: { token } }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  if (done !== null) {
    return (
      <Narrow>
        <PageHeader title={t(done === 'factor' ? 'identity.join.done_factor' : 'identity.join.done')} />
        <Callout
          tone="success"
          actions={
            <Button kind="primary" to="/sign-in">
              {t('identity.sign_in.button')}
            </Button>
          }
        >
          {t(done === 'factor' ? 'identity.join.done_factor_about' : 'identity.join.done_about')}
        </Callout>
      </Narrow>
    )
  }
  if (invitation.isPending) return <LoadingState what={t('identity.join.loading')} />
  if (invitation.isError) {
    const problem = problemOf(invitation.error)
    if (problem.code === 'http.invalid_request') {
      return <EmptyState title={t('identity.join.invalid')} about={t('identity.join.cut')} />
    }
    return (
      <Stack>
        <ErrorState title={t('identity.join.invalid')} problem={problem} />
        {onOtherCode && (
          <Row>
            <Button onPress={onOtherCode}>{t('identity.join.other_code')}</Button>
          </Row>
        )}
      </Stack>
    )
  }
  const { kind, name, email, agencyName, expiresAt } = invitation.data
  const owner = { name, email }
  const submit = async () => {
    if (!(await send(client.call(acceptInvitation, { body: { token, password, language } })))) return
    history.replaceState(null, '', '/join')
    setDone(kind)
  }
  return (
    <Narrow>
      <PageHeader title={t(`identity.join.title_${kind}`)} about={t(`identity.join.about_${kind}`)} />
      <Stack>
        <Card>
          <Form unsent="free" onSubmit={() => void submit()}>
            <KeyValueList
              items={[
                { label: t('identity.field.name'), value: name },
                { label: t('identity.field.email'), value: email },
                { label: t('identity.field.agency'), value: agencyName },
                { label: t('identity.join.expires'), value: formatInstant(asInstant(expiresAt)) },
              ]}
            />
            {kind === 'factor' ? (
              <PasswordField
                label={t('identity.field.present_password')}
                required
                autoComplete="current-password"
                value={password}
                onChange={setPassword}
              />
            ) : (
              <NewPassword
                owner={owner}
                value={password}
                onChange={setPassword}
                repeated={repeated}
                onRepeat={setRepeated}
              />
            )}
            <ProblemNote problem={problem} />
            <Button
              kind="primary"
              type="submit"
              busy={busy}
              disabled={kind === 'factor' ? password === '' : !isGoodPassword(password, repeated, owner)}
            >
              {t(kind === 'factor' ? 'identity.join.button_factor' : 'identity.join.button')}
            </Button>
          </Form>
        </Card>
        {session?.singleSignOn && (
          <Card>
            <Stack>
              <Text>{t('identity.single_sign_on.join_about', { name: session.singleSignOn.name })}</Text>
              <SingleSignOnButton invitation={token} />
            </Stack>
          </Card>
        )}
      </Stack>
    </Narrow>
  )
}
