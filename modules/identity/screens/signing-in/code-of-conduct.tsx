import {
  Button,
  Card,
  CheckboxField,
  Form,
  Narrow,
  PageHeader,
  Stack,
  Text,
  useClient,
  useMessages,
  useNavigation,
} from '@gloact/ui'
import { useState } from 'react'
import { CONDUCT_VERSION } from '../../domain/sessions.ts'
import { acceptConduct } from '../../contract/account.ts'
import { ProblemNote, useSending } from '../sending.tsx'
import { useRefreshSession } from '../session.ts'

/** What everybody who works here promises; one message each, in the order they are read. */
const PROMISES = ['safety', 'consent', 'need', 'secrecy', 'truth', 'respect', 'account', 'report'] as const

/** Accepted at the first sign-in, and again when it changes. */
export function CodeOfConduct() {
  const { t } = useMessages()
  const client = useClient()
  const { go } = useNavigation()
  const refresh = useRefreshSession()
  const { busy, problem, send } = useSending()
  const [agreed, setAgreed] = useState(false)
  const submit = async () => {
    if (!(await send(client.call(acceptConduct, { body: { version: CONDUCT_VERSION } })))) return
    await refresh()
    go('/', { replace: true })
  }
  return (
    <Narrow>
      <PageHeader title={t('identity.conduct.title')} about={t('identity.conduct.about')} />
      <Card>
        <Stack>
          <ol>
            {PROMISES.map((promise) => (
              <li key={promise}>
                <Text>{t(`identity.conduct.${promise}`)}</Text>
              </li>
            ))}
          </ol>
          <Form onSubmit={() => void submit()}>
            <CheckboxField label={t('identity.conduct.agree')} required value={agreed} onChange={setAgreed} />
            <ProblemNote problem={problem} />
            <Button kind="primary" type="submit" busy={busy} disabled={!agreed}>
              {t('identity.conduct.button')}
            </Button>
          </Form>
        </Stack>
      </Card>
    </Narrow>
  )
}
