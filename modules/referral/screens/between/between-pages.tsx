import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { readCaseFile } from '@gloact/protection/contract/routes'
import {
  Button,
  EmptyState,
  LoadingState,
  PageHeader,
  QueryError,
  QueryState,
  Row,
  Stack,
  useClient,
  useModules,
} from '@gloact/ui'
import { listBetween } from '../../contract/between.ts'
import { LEADS, SENDS } from '../../domain/policy.ts'
import { More } from '../more.tsx'
import { useReferralWords } from '../referral-words.ts'
import { BetweenList } from './between-list.tsx'
import { BETWEEN_KEYS } from './between-words.ts'

function useBetween(fileId?: string) {
  const client = useClient()
  return useInfiniteQuery({
    queryKey: BETWEEN_KEYS.list(fileId),
    queryFn: ({ pageParam: after }) =>
      client.callOrThrow(listBetween, {
        query: { ...(fileId !== undefined && { fileId }), ...(after !== undefined && { after }) },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  })
}

/** As many as were fetched, and the next where they are asked for. */
function Pages({ found }: { readonly found: ReturnType<typeof useBetween> }) {
  return (
    <Stack>
      <BetweenList items={itemsOf(found)} />
      <More found={found} />
    </Stack>
  )
}

const itemsOf = ({ data }: Pick<ReturnType<typeof useBetween>, 'data'>) =>
  data?.pages.flatMap(({ items }) => items) ?? []

/** What is open between the agency and others. */
export function BetweenPage() {
  const { t } = useReferralWords()
  const { holds } = useModules()
  const found = useBetween()
  const ask = holds(SENDS) && <Button to="/referral/between/ask">{t('referral.between.begin.transfer_request')}</Button>
  return (
    <>
      <PageHeader
        title={t('referral.between.title')}
        about={t('referral.between.about')}
        back={{ to: '/referral', label: t('referral.title') }}
        actions={ask}
      />
      {!found.isSuccess ? (
        <QueryState query={found} loading={t('referral.loading')} />
      ) : itemsOf(found).length === 0 ? (
        <EmptyState icon="forward" title={t('referral.between.none')} about={t('referral.between.none_about')} />
      ) : (
        <Pages found={found} />
      )}
    </>
  )
}

/** From a file: what can be begun with another agency, and what was. */
export function BetweenFilePage() {
  const { fileId = '' }: { readonly fileId?: string } = useParams({ strict: false })
  const { t } = useReferralWords()
  const { holds } = useModules()
  const client = useClient()
  const file = useQuery({
    queryKey: ['referral', 'file', fileId],
    queryFn: () => client.callOrThrow(readCaseFile, { params: { fileId } }),
  })
  const found = useBetween(fileId)
  if (file.isPending || found.isPending) return <LoadingState what={t('referral.loading')} />
  if (file.isError) return <QueryError query={file} />
  if (found.isError) return <QueryError query={found} />
  const begun = [
    ...(holds(LEADS) ? (['transfer', 'joint_work'] as const) : []),
    ...(holds(SENDS) ? (['conference'] as const) : []),
  ]
  return (
    <>
      <PageHeader
        title={t('referral.between.file')}
        about={t('referral.between.file_about')}
        back={{ to: `/files/${fileId}/services`, label: file.data.number }}
      />
      <Stack gap="lg">
        {file.data.status === 'open' && (
          <Row>
            {begun.map((kind) => (
              <Button key={kind} to={`/referral/between/file/${fileId}/${kind}`}>
                {t(`referral.between.begin.${kind}`)}
              </Button>
            ))}
          </Row>
        )}
        <Pages found={found} />
      </Stack>
    </>
  )
}
