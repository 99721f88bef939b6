import {
  Button,
  Card,
  LoadingState,
  Narrow,
  PageHeader,
  Stack,
  useClient,
  useMessages,
  useNavigation,
} from '@gloact/ui'
import { useEffect, useRef, useState } from 'react'
import { completeSingleSignOn } from '../../contract/single-sign-on.ts'
import type { SignInAnswer } from '../../contract/sign-in.ts'
import { ProblemNote, useSending } from '../sending.tsx'
import { useRefreshSession } from '../session.ts'
import { SecondStep } from './second-step.tsx'

type Methods = Extract<SignInAnswer, { next: 'second_factor' }>['methods']

/** Where the provider leads back to. What stands in the address goes to the server once, and out of the address at once. */
export function SignInReturn() {
  const { t } = useMessages()
  const client = useClient()
  const { go } = useNavigation()
  const refresh = useRefreshSession()
  const { problem, send } = useSending()
  const [methods, setMethods] = useState<Methods | null>(null)
  const sent = useRef(false)
  const done = async () => {
    await refresh()
    go('/', { replace: true })
  }
  useEffect(() => {
    if (sent.current) return
    sent.current = true
    const returned = location.search
    history.replaceState(history.state, '', '/sign-in/return')
    const complete = async () => {
      const answer = await send(client.call(completeSingleSignOn, { body: { returned } }))
      if (answer?.next === 'done') await done()
      if (answer?.next === 'second_factor') setMethods(answer.methods)
    }
    void complete()
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- an answer of the provider is good once
  }, [])
  if (methods !== null) {
    return (
      <Narrow>
        <SecondStep methods={methods} onSignedIn={done} onBack={() => go('/sign-in', { replace: true })} />
      </Narrow>
    )
  }
  if (problem === null) return <LoadingState what={t('identity.single_sign_on.returning')} />
  return (
    <Narrow>
      <PageHeader title={t('identity.single_sign_on.failed_title')} />
      <Card>
        <Stack>
          <ProblemNote problem={problem} />
          <Button kind="primary" to="/sign-in">
            {t('identity.single_sign_on.back')}
          </Button>
        </Stack>
      </Card>
    </Narrow>
  )
}
