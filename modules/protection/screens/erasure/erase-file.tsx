import { mayByRole } from '@gloact/policy'
import { Button, Stack, Text, useMessages } from '@gloact/ui'
import { useState } from 'react'
import { erasurePolicy } from '../../domain/erasure/erasure.ts'
import { usePrincipal } from '../principal.ts'
import { AskErasureForm } from './ask-erasure-form.tsx'

/** In a closed file: asks for its erasure. A second person confirms on the page of erasures. */
export function EraseFile() {
  const { t } = useMessages()
  const [open, setOpen] = useState(false)
  const principal = usePrincipal()
  if (!mayByRole(erasurePolicy, principal, 'erasure.ask')) return null
  if (open) return <AskErasureForm onCancel={() => setOpen(false)} />
  return (
    <Stack gap="xs">
      <Text tone="quiet">{t('protection.erasure.in_file_about')}</Text>
      <div>
        <Button onPress={() => setOpen(true)}>{t('protection.erasure.in_file')}</Button>
      </div>
    </Stack>
  )
}
