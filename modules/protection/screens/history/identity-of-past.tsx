import { Button, Callout, Row, Text, useMessages } from '@gloact/ui'
import { useEffect, useState } from 'react'
import type { OpeningPurpose } from '../../domain/file/words.ts'
import { PurposeDialog } from '../attachments/purpose-dialog.tsx'
import { OPEN_FOR_MINUTES } from '../reading/use-opened-identity.ts'

/** What who the person is was opened for on a page of the past; closes by itself, and on leaving the page. */
export function useIdentityOfPast() {
  const [purpose, setPurpose] = useState<OpeningPurpose>()
  useEffect(() => {
    if (purpose === undefined) return undefined
    const timer = setTimeout(() => setPurpose(undefined), OPEN_FOR_MINUTES * 60_000)
    return () => clearTimeout(timer)
  }, [purpose])
  return { purpose, open: setPurpose, close: () => setPurpose(undefined) }
}

export interface IdentityOfPastProps {
  readonly identity: ReturnType<typeof useIdentityOfPast>
  /** What the reader may open it for; where nothing, nothing is offered. */
  readonly purposes: readonly OpeningPurpose[]
}

/** Who the person is stays closed in the past too, until a purpose is said, which is recorded. */
export function IdentityOfPast({ identity, purposes }: IdentityOfPastProps) {
  const { t } = useMessages()
  const [asking, setAsking] = useState(false)
  if (purposes.length === 0) return null
  if (identity.purpose !== undefined) {
    return (
      <Callout
        title={t('protection.past.identity_open')}
        actions={
          <Button icon="lock" onPress={identity.close}>
            {t('protection.file.identity.close')}
          </Button>
        }
      >
        <Text>{t('protection.file.identity.recorded')}</Text>
      </Callout>
    )
  }
  return (
    <Row>
      <Button icon="eye" onPress={() => setAsking(true)}>
        {t('protection.past.identity_show')}
      </Button>
      {asking && (
        <PurposeDialog
          purposes={purposes}
          words={{
            title: t('protection.file.identity.title'),
            about: t('protection.file.identity.about', { minutes: OPEN_FOR_MINUTES }),
            open: t('protection.file.identity.open_it'),
          }}
          onClose={() => setAsking(false)}
          onOpen={(purpose) => {
            setAsking(false)
            identity.open(purpose)
          }}
        />
      )}
    </Row>
  )
}
