import { PasswordField, Stack, useMessages } from '@gloact/ui'
import { passwordProblem, type PasswordOwner } from '../../domain/password-policy.ts'

export interface NewPasswordProps {
  readonly owner: PasswordOwner
  readonly value: string
  readonly onChange: (value: string) => void
  readonly repeated: string
  readonly onRepeat: (value: string) => void
}

/** Choosing a password, with what is wrong with it said while it is typed. The server checks the same rules. */
export function NewPassword({ owner, value, onChange, repeated, onRepeat }: NewPasswordProps) {
  const { t } = useMessages()
  const problem = value === '' ? undefined : passwordProblem(value, owner)
  return (
    <Stack>
      <PasswordField
        label={t('identity.field.new_password')}
        help={t('identity.field.new_password_help')}
        error={problem === undefined ? undefined : t(problem)}
        autoComplete="new-password"
        required
        value={value}
        onChange={onChange}
      />
      <PasswordField
        label={t('identity.field.repeat_password')}
        error={repeated === '' || repeated === value ? undefined : t('identity.field.repeat_differs')}
        autoComplete="new-password"
        required
        value={repeated}
        onChange={onRepeat}
      />
    </Stack>
  )
}

export const isGoodPassword = (value: string, repeated: string, owner: PasswordOwner): boolean =>
  value === repeated && passwordProblem(value, owner) === undefined
