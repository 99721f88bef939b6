import { wordsIn, type Pin } from '@gloact/forms'
import { answerText, Button, Callout, Icon, PaperBlock, Stack, Text, useMessages, type IconName } from '@gloact/ui'
import type { FormSectionView } from '../../contract/reading/files.ts'
import type { BrowserFileRules } from '../rules.ts'
import { fileAddress } from '../file-address.ts'
import { useFile } from '../reading/file-context.tsx'
import { isInWork } from '../panel/file-status.ts'
import { rulesToKeepInSight, safeContactOf, type PinnedAnswer, type SafeContact } from './safe-contact.ts'

const SHAPES: Readonly<Record<Pin, IconName>> = { safe: 'shield', do: 'check', never: 'stop', say: 'message' }

/** How the person may be reached without putting them in danger: stands above everything else, on every page of the file. */
export function SafeContactShown() {
  const { t } = useMessages()
  const { file, rules, may } = useFile()
  const contact = useSafeContact()
  if (!contact) return null
  if (contact.told.length > 0) {
    return (
      <Callout
        tone={contact.unsafe || contact.unsettled ? 'danger' : 'notice'}
        title={t(titleOf(contact))}
        actions={
          contact.unsettled && may('action.answers_recorded') && isInWork(file) ? (
            <Button size="sm" to={fileAddress(file.id, contact.form)}>
              {t('protection.contact.settle')}
            </Button>
          ) : undefined
        }
      >
        <Rules told={contact.told} rules={rules} />
      </Callout>
    )
  }
  if (contact.keptBack) return null
  const ask = may('action.answers_recorded') && isInWork(file) && (
    <Button size="sm" to={fileAddress(file.id, contact.form)}>
      {t('protection.contact.ask')}
    </Button>
  )
  return (
    <Callout tone="notice" title={t('protection.contact.nobody_asked')} actions={ask || undefined}>
      {t('protection.contact.nobody_asked_about')}
    </Callout>
  )
}

/** The one thing of it that nobody may overlook, where the rest is folded away. */
export function SafeContactInSight() {
  const { t } = useMessages()
  const { rules } = useFile()
  const contact = useSafeContact()
  if (!contact) return null
  if (contact.told.length === 0) {
    return contact.keptBack ? null : <Callout tone="notice" title={t('protection.contact.nobody_asked')} />
  }
  return (
    <Callout
      tone={contact.unsafe || contact.unsettled ? 'danger' : 'notice'}
      {...(contact.unsafe || contact.unsettled ? { title: t(titleOf(contact)) } : {})}
    >
      <Rules told={rulesToKeepInSight(contact)} rules={rules} />
    </Callout>
  )
}

const titleOf = ({ unsafe, unsettled }: SafeContact): string =>
  unsettled
    ? 'protection.file.contact_unsettled'
    : unsafe
      ? 'protection.file.not_safe_to_contact'
      : 'protection.file.safe_contact'

function useSafeContact(): SafeContact | undefined {
  const { rules, formView, unsent } = useFile()
  return safeContactOf(
    rules.forms.flatMap((form) => {
      const view = formView(form.id)
      return view ? [{ form, view, answers: { ...view.answers, ...unsent.of(form.id) } }] : []
    }),
  )
}

export interface SafeContactOnPaperProps {
  readonly rules: BrowserFileRules
  readonly formView: (form: string) => FormSectionView | undefined
}

/** The same on paper, or as it once was. */
export function SafeContactOnPaper({ rules, formView }: SafeContactOnPaperProps) {
  const { t } = useMessages()
  const contact = safeContactOf(
    rules.forms.flatMap((form) => {
      const view = formView(form.id)
      return view ? [{ form, view, answers: view.answers }] : []
    }),
  )
  if (!contact || (contact.told.length === 0 && contact.keptBack)) return null
  if (contact.told.length === 0) {
    return (
      <PaperBlock title={t('protection.contact.nobody_asked')}>
        <Text>{t('protection.contact.nobody_asked_about')}</Text>
      </PaperBlock>
    )
  }
  return (
    <PaperBlock title={t(titleOf(contact))}>
      <Rules told={contact.told} rules={rules} />
    </PaperBlock>
  )
}

/** A rule a line: on a phone the page still begins on the first screen. */
function Rules({ told, rules }: { told: readonly PinnedAnswer[]; rules: BrowserFileRules }) {
  const messages = useMessages()
  const { t, language } = messages
  return (
    <Stack gap="xs">
      {told.map(({ pin, field, answer, unsettled }) => (
        <Text key={field.id} as="div" size="sm">
          <Icon name={unsettled.length > 0 ? 'warning' : SHAPES[pin]} size={16} />{' '}
          {t('protection.contact.rule', { question: wordsIn(field.label, language) })}{' '}
          {(unsettled.length > 0 ? unsettled : [answer]).map((one, index) => (
            <span key={index}>
              {index > 0 && ` ${t('protection.contact.or')} `}
              <bdi>
                <strong>{answerText(field, one, rules.codeLists, messages)}</strong>
              </bdi>
            </span>
          ))}
        </Text>
      ))}
    </Stack>
  )
}
