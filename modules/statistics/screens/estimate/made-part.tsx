import {
  BarChart,
  Button,
  Callout,
  Disclosure,
  Grid,
  KeyValueList,
  Row,
  saveFile,
  Section,
  Stack,
  Text,
  useMessages,
} from '@gloact/ui'
import type { EstimatedGroup, MadeEstimate } from './estimate-task.ts'

interface MadePartProps {
  readonly made: MadeEstimate
  /** The table’s file without its ending: what is saved is named after it. */
  readonly name: string
}

/** The figure, or why there is none; what it rests on, what to know before it is used, and the files to save. */
export function MadePart({ made, name }: MadePartProps) {
  const { t, formatList } = useMessages()
  const { figure, independent, report, json, groups, models, resamples, tables } = made
  const pairs = independent.map((pair) => formatList(pair))
  return (
    <Stack gap="lg">
      <Section title={t(figure ? 'statistics.estimate.made' : 'statistics.estimate.none')}>
        <Stack>
          <Untested made={made} />
          {figure ? <Figures made={made} figure={figure} /> : <Refusals made={made} />}
          <Findings made={made} />
        </Stack>
      </Section>
      {tables.map(({ by, merged, groups: own }) => (
        <GroupsPart key={by} by={by} merged={merged} groups={own} />
      ))}
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
          {(
            [
              [groups, 'statistics.estimate.save_groups', 'groups'],
              [models, 'statistics.estimate.save_models', 'models'],
              [resamples, 'statistics.estimate.save_resamples', 'resamples'],
            ] as const
          ).map(
            ([file, id, part]) =>
              file !== null && (
                <Button key={part} icon="download" onPress={() => saveFile(file, `${name}.${part}.csv`)}>
                  {t(id)}
                </Button>
              ),
          )}
        </Row>
      </Section>
    </Stack>
  )
}

function Figures({ made, figure }: { made: MadeEstimate; figure: NonNullable<MadeEstimate['figure']> }) {
  const { t, formatNumber, formatList } = useMessages()
  const whole = (value: number): string => formatNumber(Math.round(value))
  const { all, unseen, interval, standardError, rate, ofLinkage } = figure
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
        ...(standardError === null
          ? []
          : [{ label: t('statistics.estimate.standard_error'), value: whole(standardError) }]),
        ...(rate === null
          ? []
          : [{ label: t('statistics.estimate.rate'), value: formatNumber(rate, { maximumFractionDigits: 1 }) }]),
        ...(ofLinkage === null
          ? []
          : [
              {
                label: t('statistics.estimate.of_linkage'),
                value: formatNumber(ofLinkage, { style: 'percent', maximumFractionDigits: 0 }),
              },
            ]),
        { label: t('statistics.estimate.lists'), value: formatList(made.lists) },
      ]}
    />
  )
}

const UNTESTED = 'untested_dependence'

function Refusals({ made }: { readonly made: MadeEstimate }) {
  const { t, formatNumber } = useMessages()
  const { range } = made
  const reasons = useSentences(made, true)
  return (
    <Callout tone="notice" title={t('statistics.estimate.refused')}>
      <ul>
        {reasons.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      {range && (
        <Text>
          {t('statistics.estimate.in_place', {
            lowest: formatNumber(Math.round(range.lowest)),
            highest: formatNumber(Math.round(range.highest)),
          })}
        </Text>
      )}
    </Callout>
  )
}

/** That three lists leave open what they are estimated by, with what the analyst says of it: before the figure. */
function Untested({ made: { warnings, stated, figure } }: { readonly made: MadeEstimate }) {
  const { t } = useMessages()
  if (figure === undefined || !warnings.some(({ code }) => code === UNTESTED)) return null
  return (
    <Callout tone="notice" title={t('statistics.finding.untested_dependence')}>
      {stated !== null && <Text>{t('statistics.estimate.stated', { why: stated })}</Text>}
    </Callout>
  )
}

/** The figures of a column’s groups, as a table and as bars. */
function GroupsPart({
  by,
  merged,
  groups,
}: {
  readonly by: string
  readonly merged: boolean
  readonly groups: readonly EstimatedGroup[]
}) {
  const { t, formatNumber } = useMessages()
  const whole = (value: number): string => formatNumber(Math.round(value))
  const title = t('statistics.estimate.by', { column: by })
  const hasRates = groups.some(({ rate }) => rate !== null)
  return (
    <Section title={title}>
      <Stack>
        {merged && <Text tone="quiet">{t('statistics.estimate.merged')}</Text>}
        <Grid
          caption={title}
          columns={[
            by,
            t('statistics.estimate.seen'),
            t('statistics.estimate.all'),
            t('statistics.estimate.interval_short'),
            ...(hasRates ? [t('statistics.estimate.rate')] : []),
          ]}
          rows={groups.map(({ name, seen, all, interval, rate }) => ({
            id: name,
            header: <bdi>{name}</bdi>,
            cells: [
              whole(seen),
              whole(all),
              interval === null
                ? ''
                : interval.upper === null
                  ? t('statistics.estimate.no_limit', { lower: whole(interval.lower) })
                  : t('statistics.estimate.between', { lower: whole(interval.lower), upper: whole(interval.upper) }),
              ...(hasRates ? [rate === null ? '' : formatNumber(rate, { maximumFractionDigits: 1 })] : []),
            ],
          }))}
        />
        <BarChart
          label={title}
          series={[t('statistics.estimate.seen'), t('statistics.estimate.all')]}
          rows={groups.map(({ name, seen, all }) => ({
            id: name,
            label: name,
            values: [seen, all],
            said: [whole(seen), whole(all)],
          }))}
        />
      </Stack>
    </Section>
  )
}

/** What has to be known before the figure is used; in short, and each finding in full. */
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
        <ul>
          {made.warnings.map(({ code, message }) => (
            <li key={`${code} ${message}`}>{message}</li>
          ))}
        </ul>
      </Disclosure>
    </Stack>
  )
}

/** Findings as sentences, each once. The assumption stands in a section of its own. */
function useSentences({ warnings }: MadeEstimate, refusing: boolean): readonly string[] {
  const { t, has } = useMessages()
  const ids = warnings
    .filter(
      ({ refuses, code }) =>
        refuses === refusing && code !== 'identifying_assumption' && (refuses || code !== UNTESTED),
    )
    .map(({ code }) => code.replace('.', '_'))
    .map((code) =>
      [
        // What refuses where it is grave has milder words where it does not.
        ...(refusing ? [] : [`statistics.finding.${code}_noted`]),
        `statistics.finding.${code}`,
        `statistics.warning.${code}`,
      ].find((id) => has(id)),
    )
    .map((id) => id ?? 'statistics.finding.other')
  return [...new Set(ids)].map((id) => t(id))
}
