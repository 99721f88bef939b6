import { Button, Callout, Card, Columns, Row, saveFile, Section, Stack, Text, useMessages } from '@gloact/ui'
import { AttackReport } from './attack-report.tsx'
import type { Encoded } from './encode-task.ts'

interface EncodedPartProps {
  readonly encoded: Encoded
  /** The list’s file without its ending: what is saved is named after it. */
  readonly name: string
  readonly saved: ReadonlySet<string>
  readonly onSaved: (which: string) => void
  readonly onAgain: () => void
}

/** What was made: two files for two recipients, and what the attacks found. */
export function EncodedPart({ encoded, name, saved, onSaved, onAgain }: EncodedPartProps) {
  const { t } = useMessages()
  const { records, dummies, report, sealed, encodings, dummyCount } = encoded
  const files = [
    { id: 'unit', content: encodings, file: `${name}.clk` },
    { id: 'analyst', content: dummyCount, file: `${name}.dummies.json` },
  ] as const
  return (
    <Section title={t('statistics.done.title')} about={t('statistics.done.about', { records, dummies })}>
      <Stack gap="lg">
        <Callout tone="notice" title={t('statistics.done.not_anonymous')}>
          <Text>{t('statistics.done.not_anonymous_about')}</Text>
          <Text>
            {sealed === null
              ? t('statistics.done.not_sealed')
              : t('statistics.done.sealed', { from: sealed.from, unit: sealed.unit })}
          </Text>
        </Callout>
        <Columns>
          {files.map(({ id, content, file }) => (
            <Card key={id} title={t(`statistics.done.${id}`)} level={3}>
              <Stack>
                <Text>{t(`statistics.done.${id}_about`)}</Text>
                <Row>
                  <Button
                    kind={saved.has(id) ? 'secondary' : 'primary'}
                    icon={saved.has(id) ? 'done' : 'download'}
                    onPress={() => {
                      saveFile(content, file)
                      onSaved(id)
                    }}
                  >
                    {t(`statistics.done.${id}_save`)}
                  </Button>
                </Row>
                <Text tone="quiet" size="sm">
                  <bdi dir="ltr">{file}</bdi>
                </Text>
              </Stack>
            </Card>
          ))}
        </Columns>
        {saved.size < files.length && <Text>{t('statistics.done.save_both')}</Text>}
        <AttackReport report={report} records={records} />
        <Row>
          <Button icon="refresh" onPress={onAgain}>
            {t('statistics.done.again')}
          </Button>
        </Row>
      </Stack>
    </Section>
  )
}
