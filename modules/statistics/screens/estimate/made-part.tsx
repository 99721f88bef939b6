import { Button, Callout, Disclosure, KeyValueList, Row, saveFile, Section, Stack, Text, useMessages } from '@gloact/ui'
import type { MadeEstimate } from './estimate-task.ts'

interface MadePartProps {
  readonly made: MadeEstimate
  /** The table’s file without its ending: what is saved is named after it. */
  readonly name: string
}

/** The figure, or why there is none; what it rests on, what to know before it is used, and the files to save. */
export function MadePart({ made, name }: MadePartProps) {
  const { t, formatList } = useMessages()
  const { figure, independent, report, json } = made
  const pairs = independent.map((pair) => formatList(pair))
  return (
    <Stack gap="lg">
      <Section title={t(figure ? 'statistics.estimate.made' : 'statistics.estimate.none')}>
        <Stack>
          {figure ? <Figures made={made} figure={figure} /> : <Refusals made={made} />}
          <Findings made={made} />
        </Stack>
      </Section>
      {figure && (
        <Section title={t('statistics.estimate.assumption')}>
          <Stack>
            <Text>{t('statistics.estimate.assumption_about')}</Text>
            {pairs.length > 0 && <Text>{t('statistics.estimate.independent', { pairs: pairs.join('; ') })}</Text>}
          </Stack>
        </Section>
      )}
      <Section title={t('statistics.estimate.save')} about={t('statistics.estimate.save_about')}>
        <Row>
          <Button icon="download" onPress={() => saveFile(report, `${name}.report.html`)}>
            {t('statistics.estimate.save_report')}
          </Button>
          <Button icon="download" onPress={() => saveFile(json, `${name}.estimate.json`)}>
            {t('statistics.estimate.save_json')}
          </Button>
        </Row>
      </Section>
    </Stack>
  )
}

function Figures({ made, figure }: { made: MadeEstimate; figure: NonNullable<MadeEstimate['figure']> }) {
  const { t, formatNumber, formatList } = useMessages()
  const whole = (value: number): string => formatNumber(Math.round(value))
  const { all, unseen, interval } = figure
  return (
    <KeyValueList
      items={[
        { label: t('statistics.estimate.unseen'), value: <Text tone="strong">{whole(unseen)}</Text> },
        { label: t('statistics.estimate.seen'), value: whole(made.observed) },
        { label: t('statistics.estimate.all'), value: <Text tone="strong">{whole(all)}</Text> },
        ...(interval
          ? [
              {
                label: t('statistics.estimate.interval', {
                  level: formatNumber(interval.level, { style: 'percent' }),
                }),
                value:
                  interval.upper === null
                    ? t('statistics.estimate.no_limit', { lower: whole(interval.lower) })
                    : t('statistics.estimate.between', {
                        lower: whole(interval.lower),
                        upper: whole(interval.upper),
                      }),
              },
            ]
          : []),
        { label: t('statistics.estimate.lists'), value: formatList(made.lists) },
      ]}
    />
  )
}

function Refusals({ made }: { readonly made: MadeEstimate }) {
  const { t } = useMessages()
  const reasons = useSentences(made, true)
  return (
    <Callout tone="notice" title={t('statistics.estimate.refused')}>
      <ul>
        {reasons.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </Callout>
  )
}

/** What has to be known before the figure is used; each in the screen’s language, and where exactly in the package’s words. */
function Findings({ made }: { readonly made: MadeEstimate }) {
  const { t } = useMessages()
  const found = useSentences(made, false)
  return (
    <Stack>
      {found.length > 0 && (
        <Callout title={t(made.figure ? 'statistics.estimate.know' : 'statistics.estimate.noticed')}>
          <ul>
            {found.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </Callout>
      )}
      <Disclosure summary={t('statistics.estimate.in_detail')}>
        <div lang="en" dir="ltr">
          <ul>
            {made.warnings.map(({ code, message }) => (
              <li key={`${code} ${message}`}>{message}</li>
            ))}
          </ul>
        </div>
      </Disclosure>
    </Stack>
  )
}

/** Findings as sentences, each once. The assumption stands in a section of its own. */
function useSentences({ warnings }: MadeEstimate, refusing: boolean): readonly string[] {
  const { t, has } = useMessages()
  const ids = warnings
    .filter(({ refuses, code }) => refuses === refusing && code !== 'identifying_assumption')
    .map(({ code }) => code.replace('.', '_'))
    .map((code) => [`statistics.finding.${code}`, `statistics.warning.${code}`].find((id) => has(id)))
    .map((id) => id ?? 'statistics.finding.other')
  return [...new Set(ids)].map((id) => t(id))
}
