import { addDays, asPlainDate, daysBetween, newId, type PartialDate } from '@gloact/kernel'
import {
  Button,
  Card,
  ChoiceField,
  ChoicesField,
  Columns,
  DateField,
  Form,
  LongText,
  NumberField,
  PageHeader,
  Row,
  Stack,
  SwitchField,
  TextField,
  useClient,
  useMessages,
  useNavigation,
} from '@gloact/ui'
import { useState } from 'react'
import { planEvent } from '../contract/training-events.ts'
import { PROFESSIONS, type Profession } from '../domain/nomination.ts'
import { EVENT_LANGUAGES, useDoing, useLanguageName } from './asked.tsx'

const MOST_DAYS = 60

/** Plans an event: when and where, for whom, and how its tests count. */
export function PlanPage() {
  const { t, language } = useMessages()
  const nameOf = useLanguageName()
  const client = useClient()
  const { go } = useNavigation()
  const { busy, run, note } = useDoing()
  // Made once for what stands in the form: sent again after a lost answer, it is planned once.
  const [id] = useState(() => newId())
  const [title, setTitle] = useState('')
  const [place, setPlace] = useState('')
  const [spoken, setSpoken] = useState<string | null>(EVENT_LANGUAGES.find((tag) => tag === language) ?? 'en')
  const [from, setFrom] = useState<PartialDate | null>(null)
  const [to, setTo] = useState<PartialDate | null>(null)
  const [nominateBy, setNominateBy] = useState<PartialDate | null>(null)
  const [hours, setHours] = useState<number | null>(12)
  const [seats, setSeats] = useState<number | null>(25)
  const [passMark, setPassMark] = useState<number | null>(60)
  const [needed, setNeeded] = useState<number | null>(80)
  const [repeats, setRepeats] = useState(false)
  const [professions, setProfessions] = useState<readonly string[]>([])
  const [years, setYears] = useState<number | null>(0)
  const [quota, setQuota] = useState<number | null>(null)
  const [words, setWords] = useState('')
  const [tried, setTried] = useState(false)
  const missing = (value: unknown) => (tried && (value === null || value === '') ? t('training.needed') : undefined)
  const error = (value: unknown) => {
    const said = missing(value)
    return said === undefined ? {} : { error: said }
  }

  const plan = async () => {
    setTried(true)
    if (!title.trim() || !place.trim() || !from || !to || !nominateBy || !hours || !seats || !spoken) return
    const days = Math.max(0, Math.min(MOST_DAYS, daysBetween(asPlainDate(from), asPlainDate(to))))
    const sessions = Array.from({ length: days + 1 }, (_, at) => ({
      id: newId(),
      title: t('training.day_number', { number: at + 1 }),
      day: addDays(asPlainDate(from), at),
    }))
    const done = await run(() =>
      client.call(planEvent, {
        body: {
          id,
          title: title.trim(),
          place: place.trim(),
          language: spoken,
          startsOn: from,
          endsOn: to,
          nominateBy,
          hours,
          seats,
          criteria: {
            professions: professions as Profession[],
            yearsInPost: years ?? 0,
            seatsAnAgency: quota,
          },
          criteriaText: words.trim(),
          passMark: passMark ?? 0,
          attendanceNeeded: needed ?? 0,
          repeats,
          sessions,
        },
      }),
    )
    if (done) go(`/training/events/${id}`)
  }
  return (
    <>
      <PageHeader
        title={t('training.plan.title')}
        about={t('training.plan.about')}
        back={{ to: '/training', label: t('training.events.title') }}
      />
      <Form onSubmit={() => void plan()}>
        <Stack>
          <Card title={t('training.plan.what')} level={2}>
            <Columns>
              <TextField
                label={t('training.name')}
                required
                maxLength={200}
                value={title}
                onChange={setTitle}
                {...error(title)}
              />
              <TextField
                label={t('training.place')}
                required
                maxLength={200}
                value={place}
                onChange={setPlace}
                {...error(place)}
              />
              <DateField
                label={t('training.first_day')}
                precision="day"
                required
                value={from}
                onChange={setFrom}
                {...error(from)}
              />
              <DateField
                label={t('training.last_day')}
                precision="day"
                required
                value={to}
                onChange={setTo}
                {...error(to)}
              />
              <NumberField label={t('training.hours')} min={1} max={400} value={hours} onChange={setHours} />
              <ChoiceField
                as="select"
                label={t('training.language')}
                options={EVENT_LANGUAGES.map((value) => ({ value, label: nameOf(value) }))}
                value={spoken}
                onChange={setSpoken}
              />
            </Columns>
          </Card>
          <Card title={t('training.plan.whom')} level={2}>
            <Stack>
              <Columns>
                <NumberField label={t('training.seats')} min={1} max={2000} value={seats} onChange={setSeats} />
                <NumberField
                  label={t('training.seats_an_agency')}
                  help={t('training.empty_any')}
                  min={1}
                  value={quota}
                  onChange={setQuota}
                />
                <NumberField label={t('training.years_in_post')} min={0} max={60} value={years} onChange={setYears} />
                <DateField
                  label={t('training.nominate_by')}
                  precision="day"
                  required
                  value={nominateBy}
                  onChange={setNominateBy}
                  {...error(nominateBy)}
                />
              </Columns>
              <ChoicesField
                label={t('training.professions')}
                help={t('training.empty_any')}
                options={PROFESSIONS.map((value) => ({ value, label: t(`training.profession.${value}`) }))}
                value={professions}
                onChange={setProfessions}
              />
              <LongText
                label={t('training.criteria_text')}
                rows={2}
                maxLength={2000}
                value={words}
                onChange={setWords}
              />
            </Stack>
          </Card>
          <Card title={t('training.plan.how')} level={2}>
            <Columns>
              <NumberField
                label={t('training.pass_mark')}
                min={0}
                max={100}
                unit="%"
                value={passMark}
                onChange={setPassMark}
              />
              <NumberField
                label={t('training.attendance_needed')}
                min={0}
                max={100}
                unit="%"
                value={needed}
                onChange={setNeeded}
              />
              <SwitchField label={t('training.repeats')} value={repeats} onChange={setRepeats} />
            </Columns>
          </Card>
          {note}
          <Row>
            <Button kind="primary" type="submit" busy={busy}>
              {t('training.plan.button')}
            </Button>
          </Row>
        </Stack>
      </Form>
    </>
  )
}
