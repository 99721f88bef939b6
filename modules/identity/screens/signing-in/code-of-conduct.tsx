import {
  Button,
  Card,
  CheckboxField,
  Form,
  Narrow,
  PageHeader,
  QueryState,
  Stack,
  Text,
  useClient,
  useMessages,
  useNavigation,
} from '@gloact/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { acceptConduct, readConduct } from '../../contract/account.ts'
import { ProblemNote, useSending } from '../sending.tsx'
import { useRefreshSession } from '../session.ts'
import { readConductText, type ConductText } from './conduct-text.ts'

/** What everybody who works here promises where the country has no words of its own, in the order they are read. */
const PROMISES = ['safety', 'consent', 'need', 'secrecy', 'truth', 'respect', 'account', 'report'] as const

/** Accepted at the first sign-in, and again when it changes. */
export function CodeOfConduct() {
  const { t, language } = useMessages()
  const client = useClient()
  const { go } = useNavigation()
  const refresh = useRefreshSession()
  const { busy, problem, send } = useSending()
  const [agreed, setAgreed] = useState(false)
  const conduct = useQuery({
    queryKey: ['identity', 'conduct'],
    queryFn: () => client.callOrThrow(readConduct, {}),
  })
  if (!conduct.isSuccess) return <QueryState query={conduct} loading={t('identity.conduct.title')} />
  const { version, text } = conduct.data
  const own = text[language] ?? text['en']
  const words: ConductText = own
    ? readConductText(own)
    : {
        title: null,
        before: [],
        promises: PROMISES.map((promise) => ({ lead: '', rest: t(`identity.conduct.${promise}`) })),
        after: [],
      }
  const submit = async () => {
    if (!(await send(client.call(acceptConduct, { body: { version } })))) return
    await refresh()
    go('/', { replace: true })
  }
  return (
    <Narrow>
      <PageHeader title={words.title ?? t('identity.conduct.title')} about={t('identity.conduct.about')} />
      <Card>
        <Stack>
          {words.before.map((paragraph) => (
            <Text key={paragraph}>{paragraph}</Text>
          ))}
          <ol>
            {words.promises.map(({ lead, rest }) => (
              <li key={lead + rest}>
                {lead !== '' && <Text tone="strong">{lead}</Text>}
                <Text>{rest}</Text>
              </li>
            ))}
          </ol>
          {words.after.map((paragraph) => (
            <Text key={paragraph}>{paragraph}</Text>
          ))}
          <Form unsent="free" onSubmit={() => void submit()}>
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
