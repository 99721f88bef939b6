import {
  ActionMenu,
  Disclosure,
  FileNumber,
  PageHeader,
  Row,
  Stack,
  StatusBar,
  type StatusStep,
  Tag,
  Text,
  useMessages,
  useNarrowScreen,
} from '@gloact/ui'
import type { PlainDate } from '@gloact/kernel'
import { useState } from 'react'
import { ClockBadge } from '../clock-badge.tsx'
import { runningClocks, shapeOfClock, STAGE_OF_CLOCK } from '../clocks.ts'
import { personWords } from '../person-words.ts'
import { fileAddress, sectionOfStage } from '../file-address.ts'
import { isInWork } from '../panel/file-status.ts'
import { useFile } from '../reading/file-context.tsx'
import { EditLabel, FileLabel } from './file-label.tsx'
import { EditTags, FileTags, useMayTag } from './file-tags.tsx'
import { sectionsOf } from '../file-sections.ts'
import { RiskAtTop, riskAtTop } from './risk/risk-at-top.tsx'
import { SafeContactInSight, SafeContactShown } from './safe-contact-shown.tsx'
import { AlsoHere } from './sections/together.tsx'

/**
 * Which file this is, who in coded words, how it may be made contact, and how far it is. At full length it would push
 * every section off the screen, the facts of the summary too: it is a line, with what keeps the person safe below it; the rest is folded
 * away.
 */
export function FileHeader({ section }: { section: string }) {
  const messages = useMessages()
  const { t, formatDate } = messages
  const { file, directory, now, rules } = useFile()
  const clocks = runningClocks(file.deadlines, now, rules.timeZone)
  const team = (file.teamId !== null && directory.teamName(file.teamId)) || directory.agencyName(file.agencyId)
  const assigned = file.assignedTo === null ? undefined : directory.colleagueName(file.assignedTo)
  const mayTag = useMayTag()
  const [tagging, setTagging] = useState(false)
  const [labelling, setLabelling] = useState(false)
  const mayLabel = file.may.includes('action.labelled') && file.status !== 'import_undone'
  const status = file.status !== 'open' && <Tag tone="notice">{t(`protection.status.${file.status}`)}</Tag>
  // In a line there is room for what presses.
  const unplaced = clocks.filter((clock) => STAGE_OF_CLOCK[clock.kind] === null && shapeOfClock(clock) !== 'normal')
  // On a phone there is room for it where nothing is filled in: over the summary.
  const folded = useNarrowScreen() && section !== 'summary'
  // For as long as this file is open: anyone who unfolded it has it unfolded in the next section too.
  const [unfoldedOf, setUnfoldedOf] = useState<string>()
  const facts = [
    personWords(file, messages),
    t(`protection.path.${file.path}`),
    team,
    assigned,
    t('protection.file.opened_on', { date: formatDate(file.openedOn as PlainDate) }),
  ].filter((fact): fact is string => typeof fact === 'string' && fact !== '')
  const known = (
    <Row gap="sm">
      <Text as="span" tone="quiet">
        {messages.formatFacts(facts)}
      </Text>
      {status}
      <FileTags />
      {unplaced.map((clock) => (
        <ClockBadge key={clock.kind} clock={clock} named="within" />
      ))}
    </Row>
  )
  return (
    <>
      <PageHeader
        title={<FileNumber>{file.number}</FileNumber>}
        back={{ to: '/files', label: t('protection.files.title') }}
        compact
        meta={
          <>
            <FileLabel />
            {folded ? status : known}
            <AlsoHere />
          </>
        }
        actions={
          <ActionMenu
            label={t('protection.file.more')}
            items={[
              { label: t('protection.file.print'), icon: 'print', to: fileAddress(file.id, 'print') },
              ...(file.may.includes('action.service_recorded') && isInWork(file)
                ? [{ label: t('protection.service.refer'), icon: 'send' as const, to: `/referral/refer/${file.id}` }]
                : []),
              { label: t('protection.slip.title'), icon: 'forward', to: fileAddress(file.id, 'slip') },
              ...(mayLabel
                ? [{ label: t('protection.label.of_file'), icon: 'edit' as const, onChoose: () => setLabelling(true) }]
                : []),
              ...(mayTag
                ? [{ label: t('protection.tags.of_file'), icon: 'flag' as const, onChoose: () => setTagging(true) }]
                : []),
              { label: t('protection.file.section.history'), icon: 'history', to: fileAddress(file.id, 'history') },
              ...(file.may.includes('file.read_readers')
                ? [
                    {
                      label: t('protection.readers.title'),
                      icon: 'users' as const,
                      to: fileAddress(file.id, 'readers'),
                    },
                  ]
                : []),
            ]}
          />
        }
      />
      {tagging && <EditTags onClose={() => setTagging(false)} />}
      {labelling && <EditLabel onClose={() => setLabelling(false)} />}
      <Stack gap="sm">
        <SafeContactInSight />
        <Disclosure
          summary={<FoldedAway />}
          open={unfoldedOf === file.id}
          onOpenChange={(open) => setUnfoldedOf(open ? file.id : undefined)}
        >
          <Stack gap="lg">
            {folded && known}
            <SafeContactShown />
            <RiskAtTop />
            <ProcedureBar />
          </Stack>
        </Disclosure>
      </Stack>
    </>
  )
}

/** What is under the fold; that a great risk is, is said on it. */
function FoldedAway() {
  const { t } = useMessages()
  const { file, rules } = useFile()
  const risk = riskAtTop(file, rules)
  return (
    <>
      {t('protection.file.about_it')}{' '}
      {risk && (
        <Tag tone="danger" icon="warning">
          {t('protection.risk.great')}
        </Tag>
      )}
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
    not_done: 'skipped',
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
      ...(state === 'declined' || state === 'not_done' ? { said: t(`protection.file.step_${state}`) } : {}),
      ...(note === undefined ? {} : { note }),
      ...(leadsTo.has(sectionOfStage(stage)) ? { to: fileAddress(file.id, sectionOfStage(stage)) } : {}),
    }
  })
  return <StatusBar label={t('protection.file.procedure')} steps={steps} />
}
