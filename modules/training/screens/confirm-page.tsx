import {
  Button,
  Card,
  LoadingState,
  Narrow,
  PageHeader,
  Refusal,
  Row,
  Stack,
  Text,
  useClient,
  useMessages,
} from '@gloact/ui'
import { useState } from 'react'
import { answerConfirmation, readConfirmation } from '../contract/evaluation.ts'
import { CodeForm } from './code-form.tsx'
import { CONFIRMATIONS, type Confirmation } from '../domain/levels.ts'

interface Asked {
  readonly name: string
  readonly event: string
  readonly answer: Confirmation | null
}

/** Where a supervisor says, by a code and without an account, whether somebody uses what they learnt. */
export function ConfirmPage() {
  const { t, has } = useMessages()
  const client = useClient()
  const [code, setCode] = useState(() => decodeURIComponent(location.hash.slice(1)))
  const [asked, setAsked] = useState<Asked | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  // What modules say comes when the page is at rest.
  if (!has('training.confirm.title')) return <LoadingState what="…" />
  const refused = (given: string) => setProblem(t(has(given) ? given : 'http.unexpected_response'))
  const open = async () => {
    setBusy(true)
    const answer = await client.call(readConfirmation, { body: { code } })
    setBusy(false)
    if (!answer.ok) return refused(answer.error.code)
    setProblem(null)
    setAsked(answer.value)
  }
  const say = async (given: Confirmation) => {
    setBusy(true)
    const answer = await client.call(answerConfirmation, { body: { code, answer: given } })
    setBusy(false)
    if (!answer.ok) return refused(answer.error.code)
    setProblem(null)
    if (asked) setAsked({ ...asked, answer: given })
  }
  return (
    <Narrow>
      <PageHeader title={t('training.confirm.title')} about={t('training.confirm.about')} />
      <Stack>
        <Refusal>{problem}</Refusal>
        {asked === null ? (
          <CodeForm code={code} busy={busy} onChange={setCode} onOpen={() => void open()} />
        ) : (
          <Card>
            {asked.answer !== null ? (
              <Text>{t('training.confirm.thanks')}</Text>
            ) : (
              <Stack>
                <Text>{t('training.confirm.question', { name: asked.name, event: asked.event })}</Text>
                <Row>
                  {CONFIRMATIONS.map((given) => (
                    <Button key={given} busy={busy} onPress={() => void say(given)}>
                      {t(`training.confirm.${given}`)}
                    </Button>
                  ))}
                </Row>
              </Stack>
            )}
          </Card>
        )}
      </Stack>
    </Narrow>
  )
}
