import { useClient } from '@gloact/ui'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { prepared } from './prepare-upload.ts'
import { createUploads, type Upload, type Uploads } from './uploads.ts'

/** The uploads of the file that is open; given up when it is left, kept when another of its sections is looked at. */
export function useFileUploads(fileId: string): Uploads {
  const client = useClient()
  const uploads = useMemo(() => createUploads(client, fileId, prepared), [client, fileId])
  useEffect(() => () => uploads.end(), [uploads])
  return uploads
}

export const useUploads = (uploads: Uploads): readonly Upload[] => useSyncExternalStore(uploads.subscribe, uploads.all)
