import { asInstant, newId } from '@gloact/kernel'
import { mayByRole } from '@gloact/policy'
import {
  Button,
  Callout,
  problemWords,
  Text,
  useClient,
  useConfirm,
  useMessages,
  useNavigation,
  useToast,
} from '@gloact/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { endOpening } from '../../contract/emergency/emergency.ts'
import { filePolicy } from '../../domain/file/policy.ts'
import { queryKeys } from '../keys.ts'
import { usePrincipal } from '../principal.ts'
import { actorWords } from '../reading/actor-words.ts'
import { useFile } from '../reading/file-context.tsx'

/** On top of a file: that the reader has it by an emergency, until when; and that somebody else opened it so. */
export function EmergencyNotice() {
  const messages = useMessages()
  const { t, formatInstant } = messages
  const { file, directory } = useFile()
  const me = usePrincipal()
  if (file.openUntil !== null) {
    return (
      <Callout
        tone="notice"
        title={t('protection.emergency.open_until', { when: formatInstant(asInstant(file.openUntil)) })}
        actions={<HandBack />}
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
        mayByRole(filePolicy, me, 'file.review_opening') && (
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

/** Closes the file to the person who opened it, before its time. */
function HandBack() {
  const messages = useMessages()
  const { t } = messages
  const { file, now } = useFile()
  const client = useClient()
  const queries = useQueryClient()
  const confirm = useConfirm()
  const { go } = useNavigation()
  const { say } = useToast()
  const [busy, setBusy] = useState(false)
  const own = file.openings.filter((opening) => opening.own && Date.parse(opening.until) > Date.parse(now))
  if (own.length === 0) return null
  const end = async () => {
    const sure = await confirm({
      title: t('protection.emergency.hand_back'),
      body: t('protection.emergency.hand_back_about'),
      confirm: t('protection.emergency.hand_back'),
    })
    if (!sure) return
    setBusy(true)
    for (const opening of own) {
      const ended = await client.call(endOpening, {
        params: { openingId: opening.actionId },
        body: { id: newId<'action'>() },
      })
      if (!ended.ok) {
        setBusy(false)
        return say(problemWords(messages, ended.error), { tone: 'notice' })
      }
    }
    say(t('protection.emergency.handed_back'), { tone: 'success' })
    go('/files')
    queries.removeQueries({ queryKey: queryKeys.file(file.id) })
    void queries.invalidateQueries({ queryKey: queryKeys.lists })
  }
  return (
    <Button icon="lock" busy={busy} onPress={() => void end()}>
      {t('protection.emergency.hand_back')}
    </Button>
  )
}
