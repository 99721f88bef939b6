import { Callout, PageHeader, Stack, Text, useClient, useMessages, useNavigation } from '@gloact/ui'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import { tryPackage } from '../../contract/scorm.ts'
import { type CmiState, scoreOf, statusOf } from '../../domain/scorm/cmi.ts'
import { Asked } from '../asked.tsx'
import { PackageFrame } from './package-frame.tsx'
import { usePackageState } from './packages.tsx'

/** A package as its participants see it, with what it says of itself: nothing of it is recorded. */
export function PackagePage() {
  const { packageId = '' }: { packageId?: string } = useParams({ strict: false })
  const client = useClient()
  const opened = useQuery({
    queryKey: ['training', 'package', packageId],
    queryFn: () => client.callOrThrow(tryPackage, { params: { packageId } }),
    // Asked for again it would be another address, and the package would begin from its first page.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  return <Asked query={opened}>{({ title, launch }) => <Tried key={launch} title={title} launch={launch} />}</Asked>
}

const NOTHING: CmiState = {}

function Tried({ title, launch }: { readonly title: string; readonly launch: string }) {
  const { t } = useMessages()
  const { go } = useNavigation()
  const [state, setState] = useState(NOTHING)
  const [odd, setOdd] = useState(false)
  const inWords = usePackageState()
  const onOdd = useCallback(() => setOdd(true), [])
  return (
    <>
      <PageHeader
        title={<bdi>{title}</bdi>}
        about={t('training.packages.tried')}
        back={{ to: '/training/courses', label: t('training.courses.title') }}
      />
      <Stack>
        <Text>{inWords(statusOf(state), scoreOf(state))}</Text>
        {odd && <Callout tone="notice">{t('training.package.not_kept')}</Callout>}
        <PackageFrame
          launch={launch}
          title={title}
          state={NOTHING}
          onSaid={setState}
          onOdd={onOdd}
          onClosed={() => go('/training/courses')}
        />
      </Stack>
    </>
  )
}
