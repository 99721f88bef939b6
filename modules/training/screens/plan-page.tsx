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
  useTyped,
} from '@gloact/ui'
import { useState } from 'react'
import { planEvent } from '../contract/training-events.ts'
import { PROFESSIONS, type Profession } from '../domain/nomination.ts'
import { EVENT_LANGUAGES, useDoing, useLanguageName } from './asked.tsx'

const MOST_DAYS = 60

// A type and not an interface: a draft is JSON.
type Planned = {
  /** Made once for what stands in the form: sent again after a lost answer or a reload, it is planned once. */
  readonly id: string
  readonly title: string
  readonly place: string
  readonly spoken: string | null
  readonly from: PartialDate | null
  readonly to: PartialDate | null
  readonly nominateBy: PartialDate | null
  readonly hours: number | null
  readonly seats: number | null
  readonly passMark: number | null
  readonly needed: number | null
  readonly repeats: boolean
  readonly professions: readonly string[]
  readonly years: number | null
  readonly quota: number | null
  readonly words: string
}

/** Plans an event: when and where, for whom, and how its tests count. */
export function PlanPage() {
  const { t, language } = useMessages()
  const nameOf = useLanguageName()
  const client = useClient()
  const { go } = useNavigation()
  const { busy, run, note } = useDoing()
  const typed = useTyped<Planned>('plan', () => ({
    id: newId(),
    title: '',
    place: '',
    spoken: EVENT_LANGUAGES.find((tag) => tag === language) ?? 'en',
    from: null,
    to: null,
    nominateBy: null,
    hours: 12,
    seats: 25,
    passMark: 60,
    needed: 80,
    repeats: false,
    professions: [],
    years: 0,
    quota: null,
    words: '',
  }))
  const { id, title, place, spoken, from, to, nominateBy, hours, seats } = typed.value
  const { passMark, needed, repeats, professions, years, quota, words } = typed.value
  const set =
    <Name extends keyof Planned>(name: Name) =>
    (next: Planned[Name]) =>
      typed.change((before) => ({ ...before, [name]: next }))
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
    if (!done) return
    await typed.forget()
    go(`/training/events/${id}`)
  }
  if (!typed.ready) return null
  return (
    <>
      <PageHeader
        title={t('training.plan.title')}
        about={t('training.plan.about')}
        back={{ to: '/training', label: t('training.events.title') }}
      />
      <Form unsent="kept" onSubmit={() => void plan()}>
        <Stack>
          <Card title={t('training.plan.what')} level={2}>
            <Columns>
              <TextField
                label={t('training.name')}
                required
                maxLength={200}
                value={title}
                onChange={set('title')}
                {...error(title)}
              />
              <TextField
                label={t('training.place')}
                required
                maxLength={200}
                value={place}
                onChange={set('place')}
                {...error(place)}
              />
              <DateField
                label={t('training.first_day')}
                precision="day"
                required
                value={from}
                onChange={(next) => set('from')(next)}
                {...error(from)}
              />
              <DateField
                label={t('training.last_day')}
                precision="day"
                required
                value={to}
                onChange={(next) => set('to')(next)}
                {...error(to)}
              />
              <NumberField label={t('training.hours')} min={1} max={400} value={hours} onChange={set('hours')} />
              <ChoiceField
                as="select"
                label={t('training.language')}
                options={EVENT_LANGUAGES.map((value) => ({ value, label: nameOf(value) }))}
                value={spoken}
                onChange={set('spoken')}
              />
            </Columns>
          </Card>
          <Card title={t('training.plan.whom')} level={2}>
            <Stack>
              <Columns>
                <NumberField label={t('training.seats')} min={1} max={2000} value={seats} onChange={set('seats')} />
                <NumberField
                  label={t('training.seats_an_agency')}
                  help={t('training.empty_any')}
                  min={1}
                  value={quota}
                  onChange={set('quota')}
                />
                <NumberField
                  label={t('training.years_in_post')}
                  min={0}
                  max={60}
                  value={years}
                  onChange={set('years')}
                />
                <DateField
                  label={t('training.nominate_by')}
                  precision="day"
                  required
                  value={nominateBy}
                  onChange={(next) => set('nominateBy')(next)}
                  {...error(nominateBy)}
                />
              </Columns>
              <ChoicesField
                label={t('training.professions')}
                help={t('training.empty_any')}
                options={PROFESSIONS.map((value) => ({ value, label: t(`training.profession.${value}`) }))}
                value={professions}
                onChange={set('professions')}
              />
              <LongText
                label={t('training.criteria_text')}
                rows={2}
                maxLength={2000}
                value={words}
                onChange={set('words')}
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
                onChange={set('passMark')}
              />
              <NumberField
                label={t('training.attendance_needed')}
                min={0}
                max={100}
                unit="%"
                value={needed}
                onChange={set('needed')}
              />
              <SwitchField label={t('training.repeats')} value={repeats} onChange={set('repeats')} />
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
