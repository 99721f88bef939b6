import type { Problem } from '@gloact/http/client'
import { useClient } from '@gloact/ui'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { openAttachment, type AttachmentView } from '../../contract/attachments/attachments.ts'
import type { OpeningPurpose } from '../../domain/file/words.ts'
import { useFile } from '../reading/file-context.tsx'

export interface OpenedAttachment {
  readonly attachment: AttachmentView
  readonly content: Blob
}

/** Opens attachments one at a time. The opening is recorded; what was opened lies in memory until it is closed. */
export function useOpenedAttachment() {
  const { file } = useFile()
  const client = useClient()
  const [opened, setOpened] = useState<OpenedAttachment>()
  const [busy, setBusy] = useState<string>()
  const [problem, setProblem] = useState<Problem>()
  const open = useCallback(
    async (attachment: AttachmentView, purpose: OpeningPurpose | null) => {
      setProblem(undefined)
      setBusy(attachment.attachmentId)
      const result = await client.call(openAttachment, {
        params: { fileId: file.id, attachmentId: attachment.attachmentId },
        body: { part: 'content', purpose },
      })
      setBusy(undefined)
      if (result.ok) setOpened({ attachment, content: result.value as Blob })
      else setProblem(result.error)
    },
    [client, file.id],
  )
  return { opened, busy, problem, open, close: () => setOpened(undefined) }
}

/** The small picture of an attachment: of what says who the person is only while that is open. */
export function useThumbnail(attachment: AttachmentView): Blob | undefined {
  const { file, identity } = useFile()
  const client = useClient()
  const purpose = identity.purpose ?? null
  const wanted = attachment.thumbnail && attachment.mayOpen && (attachment.sensitivity === 'case' || purpose !== null)
  const { data } = useQuery({
    queryKey: ['protection', 'thumbnail', file.id, attachment.attachmentId],
    queryFn: async ({ signal }) =>
      (await client.callOrThrow(
        openAttachment,
        {
          params: { fileId: file.id, attachmentId: attachment.attachmentId },
          body: { part: 'thumbnail', purpose: attachment.sensitivity === 'case' ? null : purpose },
        },
        { signal },
      )) as Blob,
    enabled: wanted,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  })
  return wanted ? data : undefined
}
