import { wordsIn, type Pin } from '@gloact/forms'
import { answerText, Button, Callout, Icon, Stack, Text, useMessages, type IconName } from '@gloact/ui'
import { fileAddress } from './file-address.ts'
import { useFile } from './file-context.tsx'
import { isInWork } from './panels/file-status.ts'
import { safeContactOf } from './safe-contact.ts'

const SHAPES: Readonly<Record<Pin, IconName>> = { safe: 'shield', do: 'check', never: 'stop', say: 'message' }

/** How the person may be reached without putting them in danger: stands above everything else, on every page of the file. */
export function SafeContactShown({ onPaper = false }: { onPaper?: boolean }) {
  const messages = useMessages()
  const { t, language } = messages
  const { file, rules, formView, unsent, may } = useFile()
  const contact = safeContactOf(
    rules.forms.flatMap((form) => {
      const view = formView(form.id)
      return view ? [{ form, view, answers: { ...view.answers, ...unsent.of(form.id) } }] : []
    }),
  )
  if (!contact) return null
  if (contact.told.length === 0) {
    if (contact.keptBack) return null
    return (
      <Callout
        tone="notice"
        title={t('protection.contact.nobody_asked')}
        actions={
          !onPaper &&
          may('action.answers_recorded') &&
          isInWork(file) && (
            <Button size="sm" to={fileAddress(file.id, contact.form)}>
              {t('protection.contact.ask')}
            </Button>
          )
        }
      >
        {t('protection.contact.nobody_asked_about')}
      </Callout>
    )
  }
  return (
    <Callout
      tone={contact.unsafe ? 'danger' : 'notice'}
      title={t(contact.unsafe ? 'protection.file.not_safe_to_contact' : 'protection.file.safe_contact')}
    >
      {/* A rule a line: on a phone the page still begins on the first screen. */}
      <Stack gap="xs">
        {contact.told.map(({ pin, field, answer }) => (
          <Text key={field.id} as="div" size="sm">
            <Icon name={SHAPES[pin]} size={16} />{' '}
            {t('protection.contact.rule', { question: wordsIn(field.label, language) })}{' '}
            <bdi>
              <strong>{answerText(field, answer, rules.codeLists, messages)}</strong>
            </bdi>
          </Text>
        ))}
      </Stack>
    </Callout>
  )
}
