import { isPlainDate } from '@gloact/kernel'
import { Callout, Stack, Text, useMessages } from '@gloact/ui'
import type { DecisionKind, DecisionOutcome } from '../../../../domain/file/words.ts'
import type { DecisionEffects as Effects } from './decision-effects.ts'

export interface DecisionEffectsProps {
  readonly kind: DecisionKind
  readonly outcome: DecisionOutcome | null
  /** Null as long as outcome and day are not there. */
  readonly effects: Effects | null
}

/** What signing starts and stops, before it is signed. */
export function DecisionEffects({ kind, outcome, effects }: DecisionEffectsProps) {
  const { t, formatDate, formatInstant } = useMessages()
  if (!effects || !outcome) return <Callout>{t('protection.decision.effects_later')}</Callout>
  return (
    <Callout tone="notice" title={t('protection.decision.effects')}>
      <Stack gap="xs">
        {effects.starts.map(({ kind: clock, until }) => (
          <Text key={clock}>
            {t(clock === 'reflection' ? 'protection.decision.starts_reflection' : 'protection.decision.starts', {
              clock: t(`protection.deadline.${clock}`),
              until: isPlainDate(until) ? formatDate(until) : formatInstant(until),
            })}
          </Text>
        ))}
        {effects.stops.map((clock) => (
          <Text key={clock}>{t('protection.decision.stops', { clock: t(`protection.deadline.${clock}`) })}</Text>
        ))}
        <Text>{t(`protection.decision.means.${kind}.${outcome}`)}</Text>
        <Text>{t('protection.decision.stays')}</Text>
      </Stack>
    </Callout>
  )
}
