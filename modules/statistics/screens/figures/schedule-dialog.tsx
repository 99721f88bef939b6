import {
  Button,
  Callout,
  ChoiceField,
  Dialog,
  Refusal,
  Row,
  Stack,
  Text,
  useClient,
  useMessages,
  useToast,
} from '@gloact/ui'
import { useState } from 'react'
import type { FigureView } from '../../contract/figures.ts'
import { endSchedule, EVERY, scheduleView } from '../../contract/schedules.ts'

interface Props {
  readonly view: FigureView
  readonly onClose: () => void
  readonly onChanged: () => void
}

/** How often a view is prepared; a schedule that has nobody any more is taken over here. */
export function ScheduleDialog({ view, onClose, onChanged }: Props) {
  const { t, has } = useMessages()
  const client = useClient()
  const { say } = useToast()
  const { schedule } = view
  const [every, setEvery] = useState<string>(schedule?.every ?? 'publication')
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const others = schedule !== null && !schedule.own && !schedule.stopped
  const params = { viewId: view.id }
  const done = async (asked: Promise<{ ok: true } | { ok: false; error: { code: string } }>, word: string) => {
    setBusy(true)
    const answer = await asked
    setBusy(false)
    if (answer.ok) {
      say(t(word), { tone: 'success' })
      return onChanged()
    }
    const { code } = answer.error
    setProblem(has(code) ? t(code) : t('ui.error.unknown'))
  }
  return (
    <Dialog title={t('statistics.schedule.title')} open onClose={onClose} size="sm">
      <Stack>
        <Refusal>{problem}</Refusal>
        {schedule?.stopped === true && <Callout tone="notice">{t('statistics.schedule.stopped')}</Callout>}
        <Text>{t(others ? 'statistics.schedule_taken' : 'statistics.schedule.about')}</Text>
        {!others && (
          <>
            <ChoiceField
              label={t('statistics.schedule.every')}
              as="select"
              required
              options={EVERY.map((value) => ({ value, label: t(`statistics.schedule.every_${value}`) }))}
              value={every}
              onChange={(chosen) => chosen !== null && setEvery(chosen)}
            />
            <Row>
              <Button
                kind="primary"
                busy={busy}
                onPress={() =>
                  void done(
                    client.call(scheduleView, {
                      params,
                      body: { every: EVERY.find((one) => one === every) ?? 'publication' },
                    }),
                    'statistics.schedule.set',
                  )
                }
              >
                {t(schedule?.stopped === true ? 'statistics.schedule.take_over' : 'statistics.schedule.save')}
              </Button>
              {schedule?.own === true && (
                <Button
                  kind="quiet"
                  onPress={() => void done(client.call(endSchedule, { params }), 'statistics.schedule.ended')}
                >
                  {t('statistics.schedule.end')}
                </Button>
              )}
            </Row>
          </>
        )}
      </Stack>
    </Dialog>
  )
}
