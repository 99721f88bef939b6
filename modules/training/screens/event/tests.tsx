import {
  Button,
  Callout,
  Card,
  ChoiceField,
  Form,
  NumberField,
  Row,
  Stack,
  Text,
  useClient,
  useMessages,
} from '@gloact/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { EventPageView } from '../../contract/training-events.ts'
import { drawTests, listBanks, openTest } from '../../contract/tests.ts'
import { UNEQUAL_FORMS } from '../../domain/draw-forms.ts'
import { useDoing } from '../asked.tsx'

/** Form A before the event, form B after it: drawn from a bank, opened and closed. */
export function Tests({ page }: { readonly page: EventPageView }) {
  const { t } = useMessages()
  const answered = page.tests.some((test) => test.answered > 0)
  return (
    <Stack>
      {page.tests.length === 0 && <Text tone="quiet">{t('training.tests.about')}</Text>}
      {page.tests.map((test) => (
        <Test key={test.id} test={test} participants={page.participants.length} />
      ))}
      {answered && (
        <Row>
          <Button to={`/training/events/${page.event.id}/essays`}>{t('training.essays.title')}</Button>
        </Row>
      )}
      {!answered && <Draw eventId={page.event.id} drawn={page.tests.length > 0} />}
    </Stack>
  )
}

interface TestProps {
  readonly test: EventPageView['tests'][number]
  readonly participants: number
}

function Test({ test, participants }: TestProps) {
  const { t } = useMessages()
  const client = useClient()
  const { busy, run, note } = useDoing()
  const open = test.openedAt !== null && test.closedAt === null
  return (
    <Card title={t(`training.test.${test.kind}_form`)} level={2}>
      <Row justify="between">
        <Stack gap="xs">
          <Text as="span">{t('training.questions', { count: test.questions })}</Text>
          <Text as="span">{t('training.tests.answered', { n: test.answered, of: participants })}</Text>
          <Text as="span" size="sm" tone="quiet">
            {t(
              open
                ? 'training.tests.open'
                : test.openedAt === null
                  ? 'training.tests.not_yet'
                  : 'training.tests.closed',
            )}
          </Text>
        </Stack>
        <Button
          kind={open ? 'secondary' : 'primary'}
          busy={busy}
          label={`${t(open ? 'training.tests.close' : 'training.tests.open_button')}: ${t(`training.test.${test.kind}_form`)}`}
          onPress={() => void run(() => client.call(openTest, { params: { testId: test.id }, body: { open: !open } }))}
        >
          {t(open ? 'training.tests.close' : 'training.tests.open_button')}
        </Button>
      </Row>
      {note}
    </Card>
  )
}

function Draw({ eventId, drawn }: { readonly eventId: string; readonly drawn: boolean }) {
  const { t, formatNumber } = useMessages()
  const client = useClient()
  const banks = useQuery({ queryKey: ['training', 'banks'], queryFn: () => client.callOrThrow(listBanks) })
  const { busy, run, note } = useDoing()
  const [bankId, setBankId] = useState<string | null>(null)
  const [perForm, setPerForm] = useState<number | null>(10)
  const [essays, setEssays] = useState<number | null>(0)
  const [easier, setEasier] = useState<number | null>(null)
  const draw = async () => {
    if (!bankId || !perForm) return
    await run(async () => {
      const answer = await client.call(drawTests, {
        params: { eventId },
        body: { bankId, perForm, essays: essays ?? 0 },
      })
      if (answer.ok) setEasier(answer.value.easier)
      return answer
    })
  }
  return (
    <Card title={t(drawn ? 'training.tests.draw_again' : 'training.tests.draw')} level={2}>
      <Form onSubmit={() => void draw()}>
        <Stack>
          <ChoiceField
            as="select"
            label={t('training.tests.bank')}
            options={(banks.data?.items ?? []).map(({ id, title, questions }) => ({
              value: id,
              label: `${title} (${formatNumber(questions)})`,
            }))}
            value={bankId}
            onChange={setBankId}
          />
          <NumberField label={t('training.tests.per_form')} min={1} max={200} value={perForm} onChange={setPerForm} />
          <NumberField
            label={t('training.tests.essays')}
            help={t('training.tests.essays_help')}
            min={0}
            max={5}
            value={essays}
            onChange={setEssays}
          />
          {easier !== null && Math.abs(easier) >= UNEQUAL_FORMS && (
            <Callout tone="notice" urgent>
              {t('training.tests.unequal', {
                points: Math.round(Math.abs(easier) * 100),
                which: easier > 0 ? 'b' : 'a',
              })}
            </Callout>
          )}
          {note}
          <Row>
            <Button kind={drawn ? 'secondary' : 'primary'} type="submit" busy={busy} disabled={bankId === null}>
              {t(drawn ? 'training.tests.draw_again' : 'training.tests.draw')}
            </Button>
          </Row>
        </Stack>
      </Form>
    </Card>
  )
}
