import { Callout, Stack, Text } from '@gloact/ui'
import { runningClocks } from '../../../clocks.ts'
import { useNow } from '../../../use-now.ts'
import { useFile } from '../../../reading/file-context.tsx'
import { bodiesTold } from '../../../panel/file-facts.ts'
import { useWords } from '../../../panel/use-words.ts'

/** What ends when this file is closed, before anybody does it. */
export function ClosureStops() {
  const { file, rules } = useFile()
  const { t, agency, formatList } = useWords()
  const now = useNow()
  const clocks = runningClocks(file.deadlines, now, rules.timeZone)
  const bodies = bodiesTold(file)
  return (
    <Callout tone="notice" title={t('protection.closure.stops')}>
      <Stack gap="xs">
        <Text>{t('protection.closure.stops_work')}</Text>
        {clocks.length > 0 && (
          <Text>
            {t('protection.closure.stops_clocks', {
              clocks: formatList(clocks.map(({ kind }) => t(`protection.deadline.${kind}`))),
            })}
          </Text>
        )}
        {bodies.length > 0 && (
          <Text>{t('protection.closure.stops_bodies', { bodies: formatList(bodies.map(agency)) })}</Text>
        )}
        <Text>{t('protection.closure.keeps')}</Text>
      </Stack>
    </Callout>
  )
}
