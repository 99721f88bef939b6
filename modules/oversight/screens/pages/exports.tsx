import { asInstant } from '@gloact/kernel'
import { DataTable, EmptyState, QueryState, Stack, Text, useClient, useMessages } from '@gloact/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { readExports } from '../../contract/oversight.ts'
import { useCodeWords } from '../asked.tsx'

/** Where the words of a detail are those of another screen. */
const WORDS_OF: Readonly<Record<string, readonly string[]>> = { columns: ['protection.files.column'] }

/** What left the system, by whom and what for, latest first. */
export function Exports() {
  const { t, formatInstant, formatFacts, formatList, language } = useMessages()
  const client = useClient()
  const said = useCodeWords()
  const made = useInfiniteQuery({
    queryKey: ['oversight', 'exports'],
    queryFn: ({ pageParam }) => client.callOrThrow(readExports, { query: { before: pageParam ?? undefined } }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
  })
  /** Several codes come as one text, one after the other. */
  const detail = ({ name, value }: { name: string; value: string }) => {
    const words = value
      .split(', ')
      .map((code) =>
        name === 'language'
          ? (new Intl.DisplayNames([language], { type: 'language' }).of(code) ?? code)
          : said(code, `oversight.detail.${name}`, `protection.export.${name}`, ...(WORDS_OF[name] ?? [])),
      )
    return t('oversight.exports.detail', { name: said(name, 'oversight.detail'), value: formatList(words) })
  }
  if (!made.isSuccess) return <QueryState query={made} loading={t('oversight.loading')} />
  return (
    <Stack>
      <Text tone="quiet">{t('oversight.exports.about')}</Text>
      <DataTable
        caption={t('oversight.exports.title')}
        items={made.data.pages.flatMap(({ items }) => items)}
        itemKey={({ sequence }) => String(sequence)}
        {...(made.hasNextPage && { more: { onMore: () => void made.fetchNextPage(), busy: made.isFetchingNextPage } })}
        empty={<EmptyState icon="download" title={t('oversight.exports.none')} />}
        columns={[
          {
            id: 'what',
            header: t('oversight.exports.what'),
            primary: true,
            cell: ({ action }) => said(action.replace('.', '_'), 'oversight.exported'),
          },
          { id: 'who', header: t('oversight.openings.who'), cell: ({ name }) => name ?? t('oversight.console') },
          { id: 'at', header: t('oversight.exports.when'), cell: ({ at }) => formatInstant(asInstant(at)) },
          {
            id: 'purpose',
            header: t('oversight.exports.purpose'),
            cell: ({ purpose }) =>
              purpose === null
                ? t('oversight.exports.no_purpose')
                : said(purpose, 'protection.export.purpose', 'protection.file.purpose', 'oversight.purpose'),
          },
          {
            id: 'details',
            header: t('oversight.exports.details'),
            cell: ({ details }) => (
              <Text as="span" size="sm">
                {formatFacts(details.map(detail))}
              </Text>
            ),
          },
        ]}
      />
    </Stack>
  )
}
