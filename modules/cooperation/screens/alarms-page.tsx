import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ADVICE_ON } from '@gloact/exchange'
import { Button, Card, EmptyState, PageHeader, QueryState, Refusal, Row, Stack, Tag, Text, useClient } from '@gloact/ui'
import { useState } from 'react'
import { listAlarms, seeAlarm, sendAgain, type AlarmView } from '../contract/peers.ts'
import { PEERS, usePeerWords } from './peer-words.ts'

/** What of the exchange somebody has to look at, each with what happened and what to do. */
export function AlarmsPage() {
  const { t } = usePeerWords()
  const client = useClient()
  const found = useQuery({
    queryKey: PEERS.alarms,
    queryFn: () => client.callOrThrow(listAlarms),
    refetchOnMount: 'always',
  })
  return (
    <>
      <PageHeader
        title={t('cooperation.alarms.title')}
        about={t('cooperation.alarms.about')}
        back={{ to: '/cooperation/peers', label: t('cooperation.peers.title') }}
      />
      {!found.isSuccess ? (
        <QueryState query={found} loading={t('cooperation.alarms.title')} />
      ) : found.data.items.length === 0 ? (
        <EmptyState icon="done" title={t('cooperation.alarms.none')} about={t('cooperation.alarms.none_about')} />
      ) : (
        <Stack>
          {found.data.items.map((alarm) => (
            <Alarm key={alarm.id} alarm={alarm} />
          ))}
        </Stack>
      )}
    </>
  )
}

function Alarm({ alarm }: { readonly alarm: AlarmView }) {
  const { t, country, moment, refused } = usePeerWords()
  const client = useClient()
  const queries = useQueryClient()
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const params = { alarmId: alarm.id }
  const done = async (route: typeof seeAlarm | typeof sendAgain) => {
    setBusy(true)
    const answered = await client.call(route, { params, body: {} })
    setBusy(false)
    setProblem(answered.ok ? null : refused(answered.error))
    await Promise.all([PEERS.alarms, ['work']].map((queryKey) => queries.invalidateQueries({ queryKey })))
  }
  return (
    <Card
      title={t(`exchange.alarm.${alarm.kind}`, { country: country(alarm.country) })}
      level={2}
      actions={alarm.seenAt === null ? <Tag tone="notice">{t('cooperation.alarms.new')}</Tag> : undefined}
    >
      <Stack gap="sm">
        <Text>{t(`exchange.advice.${ADVICE_ON[alarm.kind]}`)}</Text>
        <Text tone="quiet" size="sm">
          {moment(alarm.at)}
          {alarm.seenAt === null
            ? null
            : ` · ${t('cooperation.alarms.seen_by', { name: alarm.seenBy ?? '–', when: moment(alarm.seenAt) })}`}
        </Text>
        <Refusal>{problem}</Refusal>
        {alarm.seenAt === null && (
          <Row>
            <Button
              busy={busy}
              onPress={() => void done(seeAlarm)}
              label={`${t('cooperation.alarms.see')}: ${t(`exchange.alarm.${alarm.kind}`, { country: country(alarm.country) })}`}
            >
              {t('cooperation.alarms.see')}
            </Button>
            {alarm.kind === 'given_up' && (
              <Button busy={busy} onPress={() => void done(sendAgain)}>
                {t('cooperation.alarms.send_again')}
              </Button>
            )}
            <Button kind="quiet" to="/cooperation/peers">
              {t('cooperation.peers.title')}
            </Button>
          </Row>
        )}
      </Stack>
    </Card>
  )
}
