import { asInstant } from '@gloact/kernel'
import { Button, Callout, Text, useMessages } from '@gloact/ui'
import { usePrincipal } from '../principal.ts'
import { actorWords } from '../file/actor-words.ts'
import { useFile } from '../file/file-context.tsx'

/** On top of a file: that the reader has it by an emergency, until when; and that somebody else opened it so. */
export function EmergencyNotice() {
  const messages = useMessages()
  const { t, formatInstant } = messages
  const { file, directory } = useFile()
  const roles = usePrincipal()?.roles ?? []
  if (file.openUntil !== null) {
    return (
      <Callout
        tone="notice"
        title={t('protection.emergency.open_until', { when: formatInstant(asInstant(file.openUntil)) })}
      >
        <Text>{t('protection.emergency.open_until_about')}</Text>
      </Callout>
    )
  }
  const unreviewed = file.openings.filter((opening) => opening.review === null && !opening.own)
  return unreviewed.map((opening) => (
    <Callout
      key={opening.actionId}
      tone="notice"
      title={t('protection.emergency.was_opened', {
        who: actorWords(messages, directory, opening.actor, opening.agencyId),
        when: formatInstant(asInstant(opening.happenedAt)),
      })}
      actions={
        roles.some((role) => role === 'supervisor' || role === 'data_protection_officer') && (
          <Button to="/openings">{t('protection.openings.review')}</Button>
        )
      }
    >
      <Text>
        {t(`protection.emergency.reason.${opening.reason}`)}. <bdi>{opening.words}</bdi>
      </Text>
    </Callout>
  ))
}
