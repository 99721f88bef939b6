import { wordsIn, type FormDefinition } from '@gloact/forms'
import { isAbsent, type Instant, type PlainDate } from '@gloact/kernel'
import { Absent, answerText, KeyValueList, Stack, Text, useMessages, type KeyValue } from '@gloact/ui'
import type { ReactNode } from 'react'
import { ClockBadge } from '../../clock-badge.tsx'
import { runningClocks } from '../../clocks.ts'
import { grantsInWords, protecting } from '../../contact/grants-in-words.ts'
import { personWords } from '../../person-words.ts'
import type { DocumentFile } from '../document/file-body.tsx'
import { nextSteps } from '../next-steps.ts'
import { useWhen } from '../panels/appointments/appointment-card.tsx'
import { inForce } from '../../panel/file-facts.ts'
import { useWords } from '../../panel/use-words.ts'
import { LevelTag, RiskLevelShown } from '../risk/risk-shown.tsx'
import { factsOf, type FormFacts } from './form-facts.ts'

/** A file of which the summary is told, and the moment for which it is. */
export interface SummarisedFile extends DocumentFile {
  readonly now: Instant
}

/** One part of the summary: its name, where the whole of it stands, and what is said. */
export interface FactsPart {
  readonly id: string
  readonly title: string
  /** The section of the file where it is read whole; none where it is whole here. */
  readonly section?: string
  readonly body: ReactNode
}

/** So many of a kind are told; that there are more is said. */
const AT_MOST = 5
const NOTES = 3
const LETTERS_OF_A_NOTE = 400

/**
 * What a colleague on night duty has to know, in the order in which it is needed. Nothing is left out because it is empty: that nothing
 * is recorded is said, and is not a "no".
 */
export function useFactsOfFile(shown: SummarisedFile): readonly FactsPart[] {
  const messages = useMessages()
  const { t, language } = messages
  const { file, rules } = shown
  const forms = file.forms.flatMap(({ form: id }) => {
    const form = rules.forms.find((one) => one.id === id)
    const view = shown.formView(id)
    const facts = form && view ? factsOf(form, view) : undefined
    return form && facts ? [{ form, facts }] : []
  })
  const ofForm = ({ form, facts }: (typeof forms)[number]): FactsPart => ({
    id: `form.${form.id}`,
    title: wordsIn(form.title, language),
    section: form.id,
    body: <FormFactsShown form={form} facts={facts} shown={shown} />,
  })
  const plan = forms.filter(({ form }) => form.id === 'plan').map(ofForm)
  const others = forms.filter(({ form }) => !['identity', 'plan'].includes(form.id)).map(ofForm)
  const part = (id: string, section: string | undefined, body: ReactNode): FactsPart => ({
    id,
    title: t(`protection.facts.${id}`),
    body,
    ...(section === undefined ? {} : { section }),
  })
  return [
    part('who', 'identity', <Who shown={shown} facts={forms.find(({ form }) => form.id === 'identity')} />),
    part('procedure', 'decisions', <Procedure shown={shown} />),
    part('waiting', undefined, <Waiting shown={shown} />),
    ...others,
    part('risk', 'risk', <Risks shown={shown} />),
    ...plan,
    part('services', 'plan', <Services shown={shown} />),
    part('appointments', 'appointments', <Appointments shown={shown} />),
    part('consent', 'consent', <Sharing shown={shown} />),
    part('notes', 'notes', <Notes shown={shown} />),
  ]
}

interface Shown {
  readonly shown: SummarisedFile
}

const Nothing = ({ children }: { children: ReactNode }) => (
  <Text tone="quiet" size="sm">
    {children}
  </Text>
)

/** That more is recorded than is told here. */
function More({ than, of }: { than: number; of: number }) {
  const { t } = useMessages()
  return of > than ? <Nothing>{t('protection.facts.more', { count: of - than })}</Nothing> : null
}

function Who({
  shown,
  facts,
}: Shown & { facts?: { readonly form: FormDefinition; readonly facts: FormFacts } | undefined }) {
  const messages = useMessages()
  const { file, directory } = shown
  const { t } = messages
  const assigned = file.assignedTo === null ? undefined : directory.colleagueName(file.assignedTo)
  const items: KeyValue[] = [
    { label: t('protection.facts.person'), value: personWords(file, messages) },
    {
      label: t('protection.facts.with'),
      value: (
        <bdi>
          {messages.formatFacts(
            [
              (file.teamId !== null && directory.teamName(file.teamId)) || directory.agencyName(file.agencyId),
              assigned ?? (file.assignedTo === null ? t('protection.facts.nobody_assigned') : undefined),
            ].filter((each): each is string => typeof each === 'string'),
          )}
        </bdi>
      ),
    },
  ]
  return (
    <Stack gap="xs">
      <KeyValueList items={items} />
      {facts && <FormFactsShown {...facts} shown={shown} />}
    </Stack>
  )
}

function Procedure({ shown: { file, now, rules } }: Shown) {
  const { t, formatDate } = useMessages()
  const clocks = runningClocks(file.deadlines, now, rules.timeZone)
  const current = file.steps.find(({ state }) => state === 'current')
  return (
    <Stack gap="xs">
      <KeyValueList
        items={[
          { label: t('protection.facts.path'), value: t(`protection.path.${file.path}`) },
          {
            label: t('protection.facts.stage'),
            value:
              file.status === 'open' && current
                ? t(`protection.stage.${current.stage}`)
                : t(`protection.status.${file.status}`),
          },
          { label: t('protection.facts.opened'), value: formatDate(file.openedOn as PlainDate) },
          ...file.decisions.map(({ payload }) => ({
            label: formatDate(payload.decidedOn),
            value: t(`protection.decision.outcome.${payload.kind}.${payload.outcome}`),
          })),
          ...clocks.map((clock) => ({
            label: t(`protection.deadline.${clock.kind}`),
            value: <ClockBadge clock={clock} />,
          })),
        ]}
      />
      {file.decisions.length === 0 && <Nothing>{t('protection.facts.no_decision')}</Nothing>}
      {clocks.length === 0 && <Nothing>{t('protection.facts.no_deadline')}</Nothing>}
    </Stack>
  )
}

/** What waits, and for whom: also what the reader can do nothing about. */
function Waiting({ shown: { file, now, rules, directory } }: Shown) {
  const { t, formatDate } = useMessages()
  const lines = [
    ...(file.awaited
      ? [
          t('protection.file.next.awaited', {
            kind: file.awaited.kind,
            body: directory.agencyName(file.awaited.bodyAgencyId) ?? t('protection.file.next.a_body'),
            date: formatDate(file.awaited.requestedOn as PlainDate),
          }),
        ]
      : []),
    ...(file.status === 'closure_requested' ? [t('protection.file.next.closure_waits')] : []),
    ...(file.pathWaits ? [t('protection.work.task.confirm_path')] : []),
    ...(file.grants.some((grant) => grant.waits && grant.withdrawnOn === null)
      ? [t('protection.work.task.confirm_consent')]
      : []),
    ...(file.assignedTo === null && file.status !== 'closed' ? [t('protection.work.task.unassigned')] : []),
    ...(file.conflicts > 0 ? [t('protection.work.task.conflict')] : []),
  ]
  // What a deadline waits for stands with the deadlines.
  const own = nextSteps(file, now, rules.timeZone)
    .filter(({ clock }) => clock === undefined)
    .map(({ title }) => t(title, { path: file.path }))
  const all = [...new Set([...own, ...lines])]
  if (all.length === 0) return <Nothing>{t('protection.facts.nothing_waits')}</Nothing>
  return (
    <Stack gap="xs">
      {all.map((line) => (
        <Text key={line}>{line}</Text>
      ))}
    </Stack>
  )
}

function FormFactsShown({ form, facts, shown }: { form: FormDefinition; facts: FormFacts } & Shown) {
  const messages = useMessages()
  const { t, language, formatFacts } = messages
  const { codeLists } = shown.rules
  const notAsked = facts.single.filter(({ answer }) => isAbsent(answer) && answer.absent === 'not_asked')
  const said = facts.single.filter((one) => !notAsked.includes(one))
  const empty = facts.groups.filter(({ rows }) => rows.length === 0)
  const items = [
    ...said.map(({ field, answer }) => ({
      label: wordsIn(field.label, language),
      value: isAbsent(answer) ? (
        <Absent kind={answer.absent} />
      ) : (
        <bdi>{answerText(field, answer, codeLists, messages)}</bdi>
      ),
    })),
    ...facts.groups
      .filter(({ rows }) => rows.length > 0)
      .map(({ group, rows }) => ({
        label: wordsIn(group.label, language),
        value: (
          <Stack gap="xs">
            {rows.slice(0, AT_MOST).map((row) => (
              <Text key={row.number} as="div">
                <bdi>
                  {formatFacts(row.said.map(({ field, answer }) => answerText(field, answer, codeLists, messages)))}
                </bdi>
              </Text>
            ))}
            <More than={AT_MOST} of={rows.length} />
          </Stack>
        ),
      })),
  ]
  return (
    <Stack gap="xs">
      {items.length > 0 && <KeyValueList key={form.id} items={items} />}
      {notAsked.length > 0 && (
        <Nothing>
          {t('protection.facts.not_asked', {
            questions: formatFacts(notAsked.map(({ field }) => wordsIn(field.label, language))),
          })}
        </Nothing>
      )}
      {empty.length > 0 && (
        <Nothing>
          {t('protection.facts.none_recorded', {
            of: formatFacts(empty.map(({ group }) => wordsIn(group.label, language))),
          })}
        </Nothing>
      )}
      {facts.keptBack && <Nothing>{t('protection.facts.some_hidden')}</Nothing>}
    </Stack>
  )
}

/** The last assessment: how great, and what is done about it. */
function Risks({ shown: { file } }: Shown) {
  const { t, formatDate } = useWords()
  const last = file.risks.at(-1)
  if (!last) return <Nothing>{t('protection.facts.no_risk')}</Nothing>
  const { payload } = last
  return (
    <KeyValueList
      items={[
        {
          label: t('protection.facts.overall', { date: formatDate(payload.assessedOn) }),
          value: <LevelTag level={payload.overall} />,
        },
        ...payload.risks.map((risk) => ({
          label: t(`protection.risk.dimension.${risk.dimension}`),
          value: (
            <Stack gap="xs">
              <RiskLevelShown risk={risk} />
              {risk.mitigation === null ? (
                <Nothing>{t('protection.facts.no_measure')}</Nothing>
              ) : (
                <Text>
                  <bdi>{risk.mitigation}</bdi>
                </Text>
              )}
            </Stack>
          ),
        })),
      ]}
    />
  )
}

const STILL_GOING = ['planned', 'waiting', 'under_way']

function Services({ shown: { file } }: Shown) {
  const { t, label, agency } = useWords()
  const { formatFacts } = useMessages()
  const going = file.services.filter(({ state }) => STILL_GOING.includes(state))
  if (going.length === 0) return <Nothing>{t('protection.facts.no_service')}</Nothing>
  return (
    <Stack gap="xs">
      <KeyValueList
        items={going.slice(0, AT_MOST).map(({ payload, state }) => ({
          label: label('service_type', payload.type),
          value: (
            <bdi>
              {formatFacts(
                [
                  payload.providerAgencyId === null ? payload.provider : agency(payload.providerAgencyId),
                  t(`protection.service.state.${state}`),
                ].filter((each) => each !== null),
              )}
            </bdi>
          ),
        }))}
      />
      <More than={AT_MOST} of={going.length} />
    </Stack>
  )
}

function Appointments({ shown: { file, now } }: Shown) {
  const { t } = useMessages()
  const next = file.appointments
    .filter(({ status, endsAt }) => status === 'planned' && endsAt > now)
    .toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1))
  if (next.length === 0) return <Nothing>{t('protection.facts.no_appointment')}</Nothing>
  return (
    <Stack gap="xs">
      {next.slice(0, AT_MOST).map((appointment) => (
        <AppointmentLine key={appointment.actionId} appointment={appointment} />
      ))}
      <More than={AT_MOST} of={next.length} />
    </Stack>
  )
}

function AppointmentLine({ appointment }: { appointment: SummarisedFile['file']['appointments'][number] }) {
  const { label } = useWords()
  const { formatFacts } = useMessages()
  const when = useWhen(appointment)
  const { place } = appointment.changes.at(-1)?.payload ?? appointment.payload
  return (
    <Text as="div">
      <bdi>
        {formatFacts(
          [when, label('appointment_kind', appointment.payload.kind), place].filter((each) => each !== null),
        )}
      </bdi>
    </Text>
  )
}

/** Who may be told what, in the words that the person was given. */
function Sharing({ shown: { file, rules, directory, on } }: Shown) {
  const messages = useMessages()
  const sentences = grantsInWords(messages, inForce(file, on), {
    codeLists: rules.codeLists,
    agencyName: (id) => directory.agencyName(id) ?? rules.competentBodies.find((body) => body.id === id)?.name,
    protecting: protecting(file.path, rules, file.consentStillAsked),
  })
  return (
    <Stack gap="xs">
      {sentences.map((sentence) => (
        <Text key={sentence}>{sentence}</Text>
      ))}
    </Stack>
  )
}

function Notes({ shown: { file } }: Shown) {
  const { t, formatDate, staff } = useWords()
  const { formatFacts } = useMessages()
  if (file.notes.length === 0) return <Nothing>{t('protection.facts.no_note')}</Nothing>
  const newest = file.notes.toReversed().toSorted((a, b) => (a.payload.notedOn < b.payload.notedOn ? 1 : -1))
  return (
    <Stack gap="sm">
      {newest.slice(0, NOTES).map(({ actionId, actor, payload }) => (
        <Stack key={actionId} gap="xs">
          <Text tone="quiet" size="sm">
            <bdi>
              {formatFacts([formatDate(payload.notedOn), t(`protection.note.kind.${payload.kind}`), staff(actor)])}
            </bdi>
          </Text>
          <Text as="div">
            <bdi>{shortened(payload.text)}</bdi>
          </Text>
        </Stack>
      ))}
      <More than={NOTES} of={newest.length} />
    </Stack>
  )
}

/** The beginning of a long text, to the end of a word. */
const shortened = (text: string): string =>
  text.length <= LETTERS_OF_A_NOTE ? text : `${text.slice(0, LETTERS_OF_A_NOTE).replace(/\s+\S*$/u, '')} …`
