import { Callout, CheckboxField, Stack, Text, useMessages } from '@gloact/ui'
import type { FilePath, RefusalKind } from '../../domain/file/words.ts'

export interface DeclineChoicesProps {
  readonly path: FilePath
  /** The kinds that can be declined here. */
  readonly kinds: readonly RefusalKind[]
  readonly declined: readonly RefusalKind[]
  readonly onChange: (declined: readonly RefusalKind[]) => void
}

/** The separate ways to say no, each with what still happens. A child's protection does not depend on consent. */
export function DeclineChoices({ path, kinds, declined, onChange }: DeclineChoicesProps) {
  const { t } = useMessages()
  if (path === 'child') {
    return <Callout title={t('protection.refusal.child_title')}>{t('protection.refusal.child')}</Callout>
  }
  return (
    <Stack>
      <Text>{t('protection.refusal.separate')}</Text>
      {kinds.map((kind) => (
        <CheckboxField
          key={kind}
          label={t(`protection.refusal.kind.${kind}`)}
          help={t(`protection.refusal.happens.${kind}`)}
          value={declined.includes(kind)}
          onChange={(on) => onChange(kinds.filter((one) => (one === kind ? on : declined.includes(one))))}
        />
      ))}
    </Stack>
  )
}
