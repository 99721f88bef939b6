import { labelOf } from '@gloact/codes'
import type { RequestShown } from '@gloact/records/contract'
import { wordsIn } from '@gloact/forms'
import { Grid, Section, Text } from '@gloact/ui'
import { WEIGHED } from '../domain/forms/determination-forms.ts'
import { CHILDREN_FORMS, CHILDREN_LISTS } from '../domain/forms.ts'
import { rowsOf } from '../domain/said.ts'
import { useChildrenWords } from './children-words.ts'

/** What each is called, from the form by which they were given. */
const LABELS = new Map(
  CHILDREN_FORMS['bid_options']!.sections.flatMap(({ fields }) =>
    fields.flatMap((field) =>
      field.type === 'group' ? field.fields.map((each) => [each.id, each.label] as const) : [],
    ),
  ),
)

/** The options that the panel was given, side by side. No score is added up: each cell says what speaks for it and against. */
export function OptionsSideBySide({ request }: { request: RequestShown }) {
  const { t, language } = useChildrenWords()
  const given = request.steps.findLast(({ step }) => step === 'present')
  if (!given) return null
  const options = rowsOf(given.answers, 'options')
  const said = (list: string, code: string | undefined) =>
    code === undefined ? '' : labelOf(CHILDREN_LISTS[list]!, code, language)
  const row = (id: string, cell: (option: Readonly<Record<string, string>>) => string) => ({
    id,
    header: wordsIn(LABELS.get(id) ?? { en: id }, language),
    cells: options.map(cell),
  })
  return (
    <Section title={t('children.options.title')} about={t('children.options.about')}>
      <Grid
        caption={t('children.options.title')}
        columns={['', ...options.map(({ option }) => said('children_option', option))]}
        rows={[
          row('place', ({ place }) => place ?? ''),
          row('adult', ({ adult }) => adult ?? ''),
          ...WEIGHED.map((id) => row(id, (option) => said('children_weight', option[id]))),
          row('evidence', ({ evidence }) => evidence ?? ''),
        ]}
      />
      {request.state === 'with_panel' && <Text tone="quiet">{t('children.votes.sealed')}</Text>}
    </Section>
  )
}
