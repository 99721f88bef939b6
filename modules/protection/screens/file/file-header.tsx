import {
  answerText,
  Callout,
  FileNumber,
  PageHeader,
  ActionMenu,
  Row,
  StatusBar,
  Tag,
  Text,
  useMessages,
  type StatusStep,
} from '@gloact/ui'
import { fieldsById, wordsIn } from '@gloact/forms'
import type { PlainDate } from '@gloact/kernel'
import { ClockBadge } from '../clock-badge.tsx'
import { runningClocks, STAGE_OF_CLOCK } from '../clocks.ts'
import { personWords } from '../person-words.ts'
import { fileAddress, sectionOfStage } from './file-address.ts'
import { useFile } from './file-context.tsx'
import { sectionsOf } from './file-sections.ts'

/** Which file this is, who in coded words, how it may be made contact, and how far it is. */
export function FileHeader() {
  const messages = useMessages()
  const { t, formatDate } = messages
  const { file, directory, now, rules } = useFile()
  const clocks = runningClocks(file.deadlines, now, rules.timeZone)
  const unplaced = clocks.filter(({ kind }) => STAGE_OF_CLOCK[kind] === null)
  const team = (file.teamId !== null && directory.teamName(file.teamId)) || directory.agencyName(file.agencyId)
  const assigned = file.assignedTo === null ? undefined : directory.colleagueName(file.assignedTo)
  const facts = [
    personWords(file, messages),
    t(`protection.path.${file.path}`),
    team,
    assigned,
    t('protection.file.opened_on', { date: formatDate(file.openedOn as PlainDate) }),
  ].filter((fact): fact is string => typeof fact === 'string' && fact !== '')
  return (
    <>
      <PageHeader
        title={<FileNumber>{file.number}</FileNumber>}
        back={{ to: '/files', label: t('protection.files.title') }}
        meta={
          <Row gap="sm">
            <Text as="span" tone="quiet">
              {facts.join(' · ')}
            </Text>
            {file.status !== 'open' && <Tag tone="notice">{t(`protection.status.${file.status}`)}</Tag>}
            {unplaced.map((clock) => (
              <ClockBadge key={clock.kind} clock={clock} named="within" />
            ))}
          </Row>
        }
        actions={
          <ActionMenu
            label={t('protection.file.more')}
            items={[
              { label: t('protection.file.print'), icon: 'print', to: fileAddress(file.id, 'print') },
              { label: t('protection.file.section.history'), icon: 'history', to: fileAddress(file.id, 'history') },
            ]}
          />
        }
      />
      <SafeContact />
      <ProcedureBar />
    </>
  )
}

/** The file's way through the national procedure, with its clocks. */
export function ProcedureBar() {
  const { t, formatDate } = useMessages()
  const { file, now, rules } = useFile()
  const clocks = runningClocks(file.deadlines, now, rules.timeZone)
  const leadsTo = new Set(sectionsOf(file).map(({ id }) => id))
  leadsTo.delete('summary')
  const stateOf = {
    done: 'done',
    current: 'current',
    waiting: 'waiting',
    declined: 'skipped',
    not_needed: 'skipped',
  } as const
  const steps = file.steps.map(({ stage, state, on }): StatusStep => {
    const clock = clocks.find(({ kind }) => STAGE_OF_CLOCK[kind] === stage)
    const note =
      clock && state !== 'done' ? (
        <ClockBadge clock={clock} named={clock.kind === stage ? 'not' : 'above'} />
      ) : on !== null ? (
        formatDate(on as PlainDate)
      ) : undefined
    return {
      id: stage,
      label: t(`protection.stage.${stage}`),
      state: stateOf[state],
      ...(state === 'declined' ? { said: t('protection.file.step_declined') } : {}),
      ...(note === undefined ? {} : { note }),
      ...(leadsTo.has(sectionOfStage(stage)) ? { to: fileAddress(file.id, sectionOfStage(stage)) } : {}),
    }
  })
  return <StatusBar label={t('protection.file.procedure')} steps={steps} />
}

/** Where a file says how its person may be reached: fields of the form `contact`. A country's form has these ids; its words are its own. */
const SAFE_CONTACT = {
  form: 'contact',
  safe: 'safe_to_contact',
  told: ['safe_ways', 'safe_times', 'never', 'say_instead'],
} as const

/** How the person may be reached without putting them in danger: stands above everything else. */
function SafeContact() {
  const messages = useMessages()
  const { t, language } = messages
  const { rules, formView, unsent } = useFile()
  const form = rules.forms.find(({ id }) => id === SAFE_CONTACT.form)
  const view = formView(SAFE_CONTACT.form)
  if (!form || !view) return null
  const answers = { ...view.answers, ...unsent.of(form.id) }
  const index = fieldsById(form)
  const safe = answers[SAFE_CONTACT.safe]
  const told = SAFE_CONTACT.told.flatMap((id) => {
    const field = index.get(id)?.field
    const answer = answers[id]
    if (!field || !answer || !('value' in answer) || view.hidden.includes(id)) return []
    return [`${wordsIn(field.label, language)}: ${answerText(field, answer, rules.codeLists, messages)}`]
  })
  const unsafe = safe !== undefined && 'value' in safe && safe.value === 'no'
  if (!unsafe && told.length === 0) return null
  return (
    <Callout
      tone={unsafe ? 'danger' : 'notice'}
      title={t(unsafe ? 'protection.file.not_safe_to_contact' : 'protection.file.safe_contact')}
    >
      {told.map((line) => (
        <Text key={line}>{line}</Text>
      ))}
    </Callout>
  )
}
