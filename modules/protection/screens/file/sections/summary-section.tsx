import { wordsIn } from '@gloact/forms'
import type { PlainDate } from '@gloact/kernel'
import {
  Absent,
  Button,
  Card,
  Columns,
  Disclosure,
  KeyValueList,
  Link,
  PackedColumns,
  Section,
  Stack,
  TaskList,
  TaskRow,
  Text,
  useMessages,
  useNarrowScreen,
} from '@gloact/ui'
import { ClockBadge } from '../../clock-badge.tsx'
import { fileAddress } from '../../file-address.ts'
import { useFile } from '../../reading/file-context.tsx'
import { figuresOf, type FormFigures } from '../../reading/form-views.ts'
import { nextSteps } from '../next-steps.ts'
import { childToldState } from '../panels/people/child-told-state.ts'
import { ChildTold } from '../panels/people/child-told.tsx'
import { useFactsOfFile, type FactsPart } from '../summary/facts-of-file.tsx'
import { Conflicts } from './conflicts.tsx'
import { FirstContactCard } from './first-contact-card.tsx'
import { ScreeningCard } from './screening-card.tsx'
import { SearchOwed } from './search-owed.tsx'
import { UnsentNotice } from './unsent-notice.tsx'

/** What must be done next, what is known of the person and of the case, and last what has still to be filled in. */
export function SummarySection() {
  const { t } = useMessages()
  return (
    <Stack gap="md">
      <UnsentNotice />
      <SearchOwed />
      <ToldFirst />
      <FirstOfAll />
      <ConflictsOfFile />
      <Facts />
      <Section title={t('protection.file.found')}>
        <Columns>
          <FirstContactCard />
          <ScreeningCard />
          <DeclinedCard />
        </Columns>
      </Section>
      <Disclosure summary={t('protection.facts.completeness')}>
        <FormsOfFile />
        <NotGiven />
      </Disclosure>
    </Stack>
  )
}

/** Until the authority for the protection of children has received the child, that comes before everything else. */
function ToldFirst() {
  const { file, rules, today } = useFile()
  const state = childToldState(file, rules, today)
  return state === 'not_told' ? null : <ChildTold />
}

/** What has to be done and whose file it is: both on the first screen, on a phone too. */
function FirstOfAll() {
  const who = useFacts().find(({ id }) => id === 'who')
  return (
    <Columns min="22rem">
      <NextSteps />
      {who && <FactsCard part={who} />}
    </Columns>
  )
}

function useFacts(): readonly FactsPart[] {
  const { file, rules, directory, today, now, formView } = useFile()
  return useFactsOfFile({ file, rules, directory, on: today, now, formView })
}

/** The case on one page: anybody who takes over for a night opens no other. */
function Facts() {
  const { t } = useMessages()
  const { file } = useFile()
  return (
    <Section
      title={t('protection.facts.title')}
      actions={
        <Button size="sm" icon="print" to={`${fileAddress(file.id, 'print')}?copy=summary`}>
          {t('protection.facts.print')}
        </Button>
      }
    >
      <PackedColumns min="22rem">
        {useFacts()
          .filter(({ id }) => id !== 'who')
          .map((part) => (
            <FactsCard key={part.id} part={part} />
          ))}
      </PackedColumns>
    </Section>
  )
}

function FactsCard({ part: { id, title, section, body } }: { readonly part: FactsPart }) {
  const { t } = useMessages()
  const { file, identity, may } = useFile()
  const closedIdentity =
    !identity.isOpen && may('file.read_identity') && file.forms.some(({ form }) => form === 'identity')
  return (
    <Card
      title={title}
      {...(section !== undefined && {
        actions: (
          <Button
            kind="quiet"
            size="sm"
            to={fileAddress(file.id, section)}
            label={t('protection.facts.open', { part: title })}
          >
            {t('protection.facts.view')}
          </Button>
        ),
      })}
    >
      {body}
      {id === 'who' && closedIdentity && (
        <Link to={fileAddress(file.id, 'identity')}>{t('protection.file.identity.to_open')}</Link>
      )}
    </Card>
  )
}

/** As many as leave the first facts in sight, on a desk and on a phone; the most pressing come first. */
const FIRST_STEPS = { wide: 2, narrow: 1 } as const

function Steps({ steps }: { readonly steps: ReturnType<typeof nextSteps> }) {
  const { t } = useMessages()
  const { file } = useFile()
  return (
    <TaskList label={t('protection.file.next.title')}>
      {steps.map(({ id, title, action, section, shape, clock }) => (
        <TaskRow
          key={id}
          to={fileAddress(file.id, section)}
          shape={shape}
          title={t(title, { path: file.path })}
          when={clock ? <ClockBadge clock={clock} /> : null}
          action={t(action)}
        />
      ))}
    </TaskList>
  )
}

function NextSteps() {
  const { t, formatDate } = useMessages()
  const { file, now, rules, directory } = useFile()
  const steps = nextSteps(file, now, rules.timeZone)
  const first = useNarrowScreen() ? FIRST_STEPS.narrow : FIRST_STEPS.wide
  const awaited = file.awaited && !file.may.includes('action.decision_recorded') ? file.awaited : null
  return (
    <Section title={t('protection.file.next.title')}>
      {steps.length === 0 && file.searchOwed ? null : steps.length === 0 ? (
        <Text tone="quiet">
          {t(file.status === 'closed' ? 'protection.file.next.closed' : 'protection.file.next.none')}
        </Text>
      ) : (
        <Stack gap="sm">
          <Steps steps={steps.slice(0, first)} />
          {steps.length > first && (
            <Disclosure summary={t('protection.file.next.more', { count: steps.length - first })}>
              <Steps steps={steps.slice(first)} />
            </Disclosure>
          )}
        </Stack>
      )}
      {awaited && (
        <Text>
          {t('protection.file.next.awaited', {
            kind: awaited.kind,
            body: directory.agencyName(awaited.bodyAgencyId) ?? t('protection.file.next.a_body'),
            date: formatDate(awaited.requestedOn as PlainDate),
          })}
        </Text>
      )}
      {file.status === 'closure_requested' && !file.may.includes('action.closure_approved') && (
        <Text>{t('protection.file.next.closure_waits')}</Text>
      )}
    </Section>
  )
}

function ConflictsOfFile() {
  const { t } = useMessages()
  const { file, formView } = useFile()
  const shown = file.forms.some(({ form }) => (formView(form)?.conflicts.length ?? 0) > 0)
  if (!shown && file.conflicts === 0) return null
  return (
    <Section title={t('protection.file.conflict.heading')}>
      <Conflicts />
      {!shown && <Text tone="quiet">{t('protection.file.conflict.kept_back')}</Text>}
    </Section>
  )
}

interface FiguresOfForm extends FormFigures {
  readonly id: string
  readonly title: string
}

function useFigures(): readonly FiguresOfForm[] {
  const { language } = useMessages()
  const { rules, file, formView } = useFile()
  return file.forms.flatMap(({ form: id }) => {
    const form = rules.forms.find((one) => one.id === id)
    const view = formView(id)
    return form && view ? [{ id, title: wordsIn(form.title, language), ...figuresOf(form, view) }] : []
  })
}

function FormsOfFile() {
  const { t } = useMessages()
  const { file } = useFile()
  const figures = useFigures()
  return (
    <Section title={t('protection.file.forms')} about={t('protection.file.forms_about')}>
      <KeyValueList
        items={figures.map(({ id, title, asked, answered, keptBack }) => ({
          label: <Link to={fileAddress(file.id, id)}>{title}</Link>,
          value: t(keptBack ? 'protection.file.answered_kept_back' : 'protection.file.answered', { answered, asked }),
        }))}
      />
    </Section>
  )
}

/** What was not answered, with its kind: that is information. What was only never asked is counted, not listed first. */
function NotGiven() {
  const { t, language } = useMessages()
  const { file } = useFile()
  const figures = useFigures()
  const said = figures.flatMap(({ id, title, notGiven }) =>
    notGiven.filter(({ kind }) => kind !== 'not_asked').map((one) => ({ id, title, ...one })),
  )
  const notAsked = figures
    .map(({ id, title, notGiven }) => ({ id, title, fields: notGiven.filter(({ kind }) => kind === 'not_asked') }))
    .filter(({ fields }) => fields.length > 0)
  if (said.length === 0 && notAsked.length === 0) return null
  return (
    <Section title={t('protection.file.not_given')} about={t('protection.file.not_given_about')}>
      {said.length > 0 && (
        <KeyValueList
          items={said.map(({ id, title, field, row, kind }) => ({
            label: (
              <Link to={fileAddress(file.id, id)}>
                {title} · {wordsIn(field.label, language)}
                {row && ` (${row.number})`}
              </Link>
            ),
            value: <Absent kind={kind} />,
          }))}
        />
      )}
      {notAsked.map(({ id, title, fields }) => (
        <Disclosure key={id} summary={t('protection.file.not_asked', { form: title, count: fields.length })}>
          <Text>{fields.map(({ field }) => wordsIn(field.label, language)).join(' · ')}</Text>
          <Link to={fileAddress(file.id, id)}>{t('protection.file.to_form', { form: title })}</Link>
        </Disclosure>
      ))}
    </Section>
  )
}

/** What the person does not want, each by itself: it does not end help. */
function DeclinedCard() {
  const { t, formatDate } = useMessages()
  const { file } = useFile()
  if (file.refusals.length === 0) return null
  return (
    <Card title={t('protection.file.declined')}>
      <Stack gap="xs">
        {file.refusals.map(({ actionId, payload }) => (
          <Text key={actionId}>
            {t('protection.file.declined_one', { kind: payload.kind, date: formatDate(payload.declinedOn) })}
          </Text>
        ))}
      </Stack>
    </Card>
  )
}
