import { Button, NotOnPaper, Stack, Text, useMessages } from '@gloact/ui'
import { useState } from 'react'
import type { FileReading } from '../../contract/history/history.ts'
import { ExclusionForm } from './exclusion-form.tsx'

/** An officer for data protection sees no file, and closes one to somebody who has read it. */
export function ExcludeReader({ fileId, items }: { fileId: string; items: readonly FileReading[] }) {
  const { t } = useMessages()
  const [open, setOpen] = useState(false)
  const names = new Map(items.flatMap(({ actorId, name }) => (actorId && name ? [[actorId, name] as const] : [])))
  if (names.size === 0) return null
  const who = [...names].map(([id, name]) => ({ id, name })).toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return (
    <NotOnPaper>
      {open ? (
        <ExclusionForm fileId={fileId} who={who} onClose={() => setOpen(false)} onDone={() => setOpen(false)} />
      ) : (
        <Stack gap="sm">
          <Text>{t('protection.exclusion.readers_about')}</Text>
          <div>
            <Button icon="lock" onPress={() => setOpen(true)}>
              {t('protection.exclusion.exclude')}
            </Button>
          </div>
        </Stack>
      )}
    </NotOnPaper>
  )
}
