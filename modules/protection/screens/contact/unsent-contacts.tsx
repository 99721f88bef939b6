import { draftKey, draftOf, draftsOfKind, type DraftOf } from '@gloact/offline'
import { Button, Card, PageHeader, Row, Stack, Text, useConfirm, useDrafts, useMessages } from '@gloact/ui'
import { useEffect, useState } from 'react'
import { useOutbox } from '../outbox/use-outbox.ts'
import { contactsIn, type UnsentContact } from './contacts-on-device.ts'

/** The contacts on this device that are not sent, kept current; undefined until they are known. */
export function useUnsentContacts(): readonly UnsentContact[] | undefined {
  const drafts = useDrafts()
  const [found, setFound] = useState<readonly UnsentContact[]>()
  useEffect(() => {
    let current = true
    const look = () =>
      void drafts
        .list(draftsOfKind('contact'))
        .catch(() => [])
        .then((kept) => current && setFound(contactsIn(kept)))
    look()
    const stop = drafts.subscribe(({ key }) => {
      if (key === undefined || draftOf(key)?.kind === 'contact') look()
    })
    return () => {
      current = false
      stop()
    }
  }, [drafts])
  return found
}

interface Props {
  readonly contacts: readonly UnsentContact[]
  readonly onResume: (of: DraftOf) => void
  readonly onNew: () => void
}

/** Contacts that were begun earlier, of this person or others: each is gone on with or deleted by itself, and a new one deletes none. */
export function UnsentContacts({ contacts, onResume, onNew }: Props) {
  const { t, formatInstant } = useMessages()
  const confirm = useConfirm()
  const outbox = useOutbox()
  const drafts = useDrafts()
  const discard = async (of: DraftOf) => {
    const sure = await confirm({
      title: t('protection.contact.discard.title'),
      body: t('protection.contact.discard.body'),
      confirm: t('protection.unsent.discard'),
      danger: true,
    })
    if (!sure) return
    await outbox.withdraw(of)
    await drafts.remove(draftKey(of))
  }
  return (
    <Stack>
      <PageHeader
        title={t('protection.contact.resume.title')}
        actions={
          <Button icon="plus" onPress={onNew}>
            {t('protection.contact.resume.new')}
          </Button>
        }
      />
      {contacts.map(({ of, draft: { startedAt, unanswered }, called }, index) => {
        const at = startedAt ? formatInstant(startedAt) : ''
        return (
          <Card key={of.name ?? ''} {...(called !== '' && { title: called })}>
            <Text>
              {t(unanswered ? 'protection.contact.resume.unanswered' : 'protection.contact.resume.about', { at })}
            </Text>
            <Row>
              <Button
                kind={index === 0 ? 'primary' : 'secondary'}
                {...(index > 0 && { label: `${t('protection.contact.resume.go_on')}: ${called || at}` })}
                onPress={() => onResume(of)}
              >
                {t('protection.contact.resume.go_on')}
              </Button>
              <Button
                kind="quiet"
                label={`${t('protection.unsent.discard')}: ${called || at}`}
                onPress={() => void discard(of)}
              >
                {t('protection.unsent.discard')}
              </Button>
            </Row>
          </Card>
        )
      })}
    </Stack>
  )
}
