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
  Stack,
  Text,
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
  // Another link may be pasted into the same tab: the browser changes the address then, and reads no new page.
  useEffect(() => {
    const changed = () => setToken(tokenOfAddress())
    addEventListener('hashchange', changed)
    return () => removeEventListener('hashchange', changed)
  }, [])
  return <JoinBy key={token} token={token} />
}

const tokenOfAddress = () => location.hash.slice(1)

function JoinBy({ token }: { token: string }) {
  const { t, language, formatInstant } = useMessages()
  const client = useClient()
  const { busy, problem, send } = useSending()
  const [password, setPassword] = useState('')
  const [repeated, setRepeated] = useState('')
  const [done, setDone] = useState(false)
  const session = useSession()
  const invitation = useQuery({
    queryKey: ['identity', 'invitation', token],
    queryFn: () => client.callOrThrow(lookAtInvitation, { body: { token } }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  if (done) {
    return (
      <Narrow>
        <PageHeader title={t('identity.join.done')} />
        <Callout
          tone="success"
          actions={
            <Button kind="primary" to="/sign-in">
              {t('identity.sign_in.button')}
            </Button>
          }
        >
          {t('identity.join.done_about')}
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
    return <ErrorState title={t('identity.join.invalid')} problem={problem} />
  }
  const { kind, name, email, agencyName, expiresAt } = invitation.data
  const owner = { name, email }
  const submit = async () => {
    if (!(await send(client.call(acceptInvitation, { body: { token, password, language } })))) return
    history.replaceState(null, '', '/join')
    setDone(true)
  }
  return (
    <Narrow>
      <PageHeader title={t(`identity.join.title_${kind}`)} about={t(`identity.join.about_${kind}`)} />
      <Stack>
        <Card>
          <Form onSubmit={() => void submit()}>
            <KeyValueList
              items={[
                { label: t('identity.field.name'), value: name },
                { label: t('identity.field.email'), value: email },
                { label: t('identity.field.agency'), value: agencyName },
                { label: t('identity.join.expires'), value: formatInstant(asInstant(expiresAt)) },
              ]}
            />
            <NewPassword
              owner={owner}
              value={password}
              onChange={setPassword}
              repeated={repeated}
              onRepeat={setRepeated}
            />
            <ProblemNote problem={problem} />
            <Button kind="primary" type="submit" busy={busy} disabled={!isGoodPassword(password, repeated, owner)}>
              {t('identity.join.button')}
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
