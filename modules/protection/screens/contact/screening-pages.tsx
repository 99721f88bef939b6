import {
  ChoiceField,
  ChoicesField,
  DateField,
  Disclosure,
  LanguageField,
  LongText,
  Stack,
  Text,
  useMessages,
} from '@gloact/ui'
import { isPlainDate } from '@gloact/kernel'
import { useState } from 'react'
import { SUSPICIONS } from '../../domain/contact/suspicions.ts'
import { AGE_STATEMENTS } from '../../domain/file/words.ts'
import type { BrowserFileRules } from '../rules.ts'
import { asPartial } from './as-partial.ts'
import { codeOptions, codeWords } from './code-words.ts'
import { SAFE_NOW, SCREENINGS, screeningOf, SUSPECTED, type ContactDraft } from './contact-draft.ts'

export interface PageProps {
  readonly draft: ContactDraft
  readonly change: (made: Partial<ContactDraft>) => void
  readonly rules: BrowserFileRules
}

const oneOf = <Value extends string>(values: readonly Value[], value: string | null): Value | null =>
  values.find((known) => known === value) ?? null

export function SafePage({ draft, change }: PageProps) {
  const { t } = useMessages()
  return (
    <ChoiceField
      label={t('protection.contact.safe.label')}
      hideLabel
      help={t('protection.contact.safe.help')}
      value={draft.safeNow}
      onChange={(value) => change({ safeNow: oneOf(SAFE_NOW, value) })}
      options={SAFE_NOW.map((value) => ({ value, label: t(`protection.contact.safe.${value}`) }))}
    />
  )
}

export function PersonPage({ draft, change }: PageProps) {
  const { t } = useMessages()
  return (
    <Stack gap="lg">
      <ChoiceField
        label={t('protection.contact.age.label')}
        help={t('protection.contact.age.help')}
        required
        value={draft.age}
        onChange={(value) => change({ age: oneOf(AGE_STATEMENTS, value) })}
        options={AGE_STATEMENTS.map((value) => ({
          value,
          label: t(`protection.contact.age.${value}`),
          ...(value === 'not_sure' ? { help: t('protection.contact.age.not_sure_help') } : {}),
        }))}
      />
      <LanguageField
        label={t('protection.contact.language.label')}
        help={t('protection.contact.language.help')}
        value={draft.language}
        onChange={(language) => change({ language })}
      />
    </Stack>
  )
}

export function ChannelPage({ draft, change, rules }: PageProps) {
  const { t, language } = useMessages()
  return (
    <Stack gap="lg">
      <ChoiceField
        as="radio"
        label={t('protection.contact.channel.label')}
        hideLabel
        value={draft.channel}
        onChange={(channel) => change({ channel })}
        options={codeOptions(rules.codeLists, 'detection_channel', language)}
      />
      <DateField
        label={t('protection.contact.day.label')}
        help={t('protection.contact.day.help')}
        precision="day"
        value={draft.contactOn && asPartial(draft.contactOn)}
        onChange={(day) => change({ contactOn: day !== null && isPlainDate(day) ? day : null })}
      />
    </Stack>
  )
}

/** As many needs as are read at a glance; the country's list has those first that are met most often. */
const FIRST_NEEDS = 8
/** So few more are not worth folding. */
const FEW_MORE = 2

export function NeedsPage({ draft, change, rules }: PageProps) {
  const { t, language } = useMessages()
  const options = codeOptions(rules.codeLists, 'need_type', language)
  const shown = options.length > FIRST_NEEDS + FEW_MORE ? FIRST_NEEDS : options.length
  const [first, rest] = [options.slice(0, shown), options.slice(shown)]
  const chosen = (among: typeof options) =>
    draft.urgentNeeds.filter((code) => among.some(({ value }) => value === code))
  const [open, setOpen] = useState(chosen(rest).length > 0)
  const choose = (next: readonly string[]) =>
    change({ urgentNeeds: options.flatMap(({ value }) => (next.includes(value) ? [value] : [])) })
  return (
    <Stack>
      <ChoicesField
        label={t('protection.contact.needs.label')}
        hideLabel
        help={t('protection.contact.needs.help')}
        value={chosen(first)}
        onChange={(next) => choose([...next, ...chosen(rest)])}
        options={first}
      />
      {rest.length > 0 && (
        <Disclosure summary={t('protection.contact.needs.more')} open={open} onOpenChange={setOpen}>
          <ChoicesField
            label={t('protection.contact.needs.more')}
            hideLabel
            value={chosen(rest)}
            onChange={(next) => choose([...chosen(first), ...next])}
            options={rest}
          />
        </Disclosure>
      )}
    </Stack>
  )
}

export function SuspectedPage({ draft, change, rules }: PageProps) {
  const { t, language } = useMessages()
  const kind = screeningOf(draft, rules.shortScreening)
  const offered = SCREENINGS.filter((each) => each !== 'short' || rules.shortScreening.length > 0)
  return (
    <Stack gap="lg">
      <ChoiceField
        label={t('protection.contact.suspected.label')}
        hideLabel
        help={t('protection.contact.suspected.help')}
        value={draft.suspected}
        onChange={(value) => {
          const suspected = oneOf(SUSPECTED, value)
          change({ suspected, ...(suspected === 'other' ? {} : { suspicions: [] }) })
        }}
        options={SUSPECTED.map((value) => ({
          value,
          label: t(`protection.contact.suspected.${value}`),
          help: t(`protection.contact.suspected.${value}_help`),
        }))}
      />
      <Text tone="quiet">{t('protection.contact.suspected.both')}</Text>
      {draft.suspected === 'other' && (
        <ChoicesField
          label={t('protection.contact.suspicions.label')}
          required
          value={draft.suspicions ?? []}
          onChange={(next) => change({ suspicions: SUSPICIONS.filter((one) => next.includes(one)) })}
          options={SUSPICIONS.map((value) => ({
            value,
            label: codeWords(rules.codeLists, 'exploitation_form', value, language),
          }))}
        />
      )}
      <ChoiceField
        label={t('protection.contact.screening.label')}
        value={kind}
        onChange={(value) => change({ screening: oneOf(SCREENINGS, value) })}
        options={offered.map((value) => ({
          value,
          label: t(`protection.contact.screening.${value}`, { count: rules.shortScreening.length }),
        }))}
      />
      {kind === 'elsewhere' && (
        <LongText
          label={t('protection.contact.screening.by')}
          help={t('protection.contact.screening.by_help')}
          required
          rows={2}
          maxLength={2_000}
          value={draft.elsewhere ?? ''}
          onChange={(elsewhere) => change({ elsewhere })}
        />
      )}
    </Stack>
  )
}
