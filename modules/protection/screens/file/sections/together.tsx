import { fieldsById, parsePath, wordsIn, type FormDefinition } from '@gloact/forms'
import { asInstant, type Instant } from '@gloact/kernel'
import { answerText, Button, Callout, Icon, Row, Stack, Text, useMessages } from '@gloact/ui'
import { useEffect } from 'react'
import { actorWords } from '../../reading/actor-words.ts'
import type { Change } from '../../changes.ts'
import { useFile } from '../../reading/file-context.tsx'
import { sectionsOf } from '../../file-sections.ts'
import { isHidden } from '../../reading/form-views.ts'
import { fieldLabels } from '../timeline-words.ts'
import type { UnsentAnswer } from '../../outbox/unsent.ts'
import { useSectionLabel } from '../use-section-label.ts'

/** Who else has this file open: colleagues by name and section, others by their agency. */
export function AlsoHere() {
  const messages = useMessages()
  const { t, formatList } = messages
  const { file, directory, together } = useFile()
  const label = useSectionLabel()
  const sections = sectionsOf(file)
  const who = together.others.map(({ userId, agencyId, section }) => {
    const name =
      userId === null
        ? (directory.agencyName(agencyId) ?? t('protection.file.somebody'))
        : actorWords(messages, directory, userId, agencyId)
    const where = sections.find(({ id }) => id === section)
    return where ? t('protection.together.in_section', { who: name, section: label(where) }) : name
  })
  return (
    <output aria-live="polite">
      {who.length > 0 && (
        <Text as="span" size="sm">
          <Icon name="users" size={16} /> {t('protection.together.also_here', { who: formatList(who) })}
        </Text>
      )}
    </output>
  )
}

/** What others changed in the section that is open, since it was last looked at. The mark goes when it is left. */
export function ChangedHere({ section }: { section: string }) {
  const messages = useMessages()
  const { t } = messages
  const { together, directory, rules, now } = useFile()
  const { seen } = together
  useEffect(() => () => seen(section), [seen, section])
  const here = together.changes.filter((change) => change.section === section)
  const [newest] = here
  if (!newest) return null
  const labels = [...new Set(here.flatMap((change) => fieldLabels(change, rules.forms, messages.language)))]
  return (
    <Callout
      title={t('protection.together.changed', {
        who: actorWords(messages, directory, newest.actorId, newest.agencyId),
        when: agoWords(messages, now, newest.at),
        count: here.length,
      })}
      actions={
        <Button size="sm" onPress={() => seen(section)}>
          {t('protection.together.understood')}
        </Button>
      }
    >
      {labels.length > 0 && <Text>{t('protection.together.fields', { fields: messages.formatList(labels) })}</Text>}
    </Callout>
  )
}

/** How long ago, in words; what is newer than the clock on the screen is now. */
function agoWords(
  { relativeTime }: Pick<ReturnType<typeof useMessages>, 'relativeTime'>,
  now: Instant,
  at: string,
): string {
  const then = asInstant(at)
  return relativeTime(now < then ? then : now, then)
}

/** Answers being typed here that somebody else gave otherwise meanwhile: neither is lost, and one is chosen. */
export function Overtaken({ formId }: { formId: string }) {
  const { rules, unsent } = useFile()
  const form = rules.forms.find(({ id }) => id === formId)
  const entries = unsent.overtaken(formId)
  if (!form || entries.length === 0) return null
  return (
    <Stack>
      {entries.map((entry) => (
        <OvertakenAnswer key={entry.path} form={form} entry={entry} />
      ))}
    </Stack>
  )
}

function OvertakenAnswer({ form, entry }: { form: FormDefinition; entry: UnsentAnswer }) {
  const messages = useMessages()
  const { t, language } = messages
  const { rules, unsent, formView, together, directory, now } = useFile()
  const view = formView(form.id)
  const parts = parsePath(entry.path)
  const field = parts && fieldsById(form).get(parts.inner ?? parts.id)?.field
  if (!view || !field) return null
  const change = together.changes.find((one) => view.live[entry.path]?.includes(one.id))
  const theirs = view.answers[entry.path] ?? { absent: 'not_asked' as const }
  const isRow = field.type === 'group'
  const shown = isHidden(view.hidden, entry.path)
    ? t('protection.together.kept_back')
    : isRow
      ? t(
          'value' in theirs && theirs.value === true
            ? 'protection.file.conflict.kept'
            : 'protection.file.conflict.removed',
        )
      : answerText(field, theirs, rules.codeLists, messages)
  return (
    <Callout
      tone="notice"
      urgent
      title={t('protection.together.overtaken', {
        who: whoOf(change, messages, directory),
        field: wordsIn(field.label, language),
        when: change ? agoWords(messages, now, change.at) : t('protection.together.just_now'),
      })}
      actions={
        <Row>
          <Button onPress={() => unsent.keepMine(entry)}>{t('protection.together.keep_mine')}</Button>
          <Button onPress={() => unsent.takeTheirs(entry)}>{t('protection.together.take_theirs')}</Button>
        </Row>
      }
    >
      <Text>{t('protection.together.theirs', { value: shown })}</Text>
      <Text tone="quiet" size="sm">
        {t('protection.together.mine_waits')}
      </Text>
    </Callout>
  )
}

const whoOf = (
  change: Change | undefined,
  messages: ReturnType<typeof useMessages>,
  directory: ReturnType<typeof useFile>['directory'],
): string => actorWords(messages, directory, change?.actorId ?? null, change?.agencyId)
