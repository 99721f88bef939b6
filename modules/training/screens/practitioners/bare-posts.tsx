import { asPlainDate } from '@gloact/kernel'
import { Callout, useMessages } from '@gloact/ui'
import type { BarePost } from '../../contract/practitioners.ts'

/** Posts that trained people left, and that nobody trained holds now: where the next seats are needed. */
export function BarePosts({ posts }: { readonly posts: readonly BarePost[] }) {
  const { t, formatDate } = useMessages()
  if (posts.length === 0) return null
  return (
    <Callout title={t('training.bare.title', { count: posts.length })}>
      <ul>
        {posts.map(({ employer, profession, left, since }) => (
          <li key={`${employer}|${profession}`}>
            <bdi>{employer}</bdi>, {t(`training.profession.${profession}`)}: {t('training.bare.left', { count: left })}
            {since !== null && ` (${formatDate(asPlainDate(since))})`}
          </li>
        ))}
      </ul>
    </Callout>
  )
}
