import { PasswordField, Text, useMessages } from '@gloact/ui'
import { useSession } from './session.ts'

interface OwnPasswordProps {
  readonly value: string
  readonly onChange: (value: string) => void
}

/** Asks for one's own password; an account that has none is told what stands for it. */
export function OwnPassword({ value, onChange }: OwnPasswordProps) {
  const { t } = useMessages()
  if (useSession()?.hasPassword === false) return <Text tone="quiet">{t('identity.password.not_needed')}</Text>
  return (
    <PasswordField
      label={t('identity.field.password')}
      autoComplete="current-password"
      required
      value={value}
      onChange={onChange}
    />
  )
}

/** Whether what is asked for is there, and what is sent. */
export function usePasswordBody(password: string): {
  readonly ready: boolean
  readonly body: { readonly password?: string }
} {
  const none = useSession()?.hasPassword === false
  return { ready: none || password !== '', body: none ? {} : { password } }
}
