import { draftKey, draftOf } from '@gloact/offline'
import { useDrafts } from '@gloact/ui'
import { useCallback, useRef } from 'react'
import { ofNumber } from './draft-places.ts'

export const numberKey = (fileId: string): string => draftKey(ofNumber(fileId))

/** The file that a number is kept of; undefined where the key is another draft's. */
export function fileOfNumberKey(key: string): string | undefined {
  const of = draftOf(key)
  return of?.kind === 'number' ? (of.fileId ?? undefined) : undefined
}

/**
 * Keeps a file's number sealed beside what is typed into it: the page of what is not sent yet says which file it is of,
 * without a connection too. Once a page; never of a file that is only read.
 */
export function useNumberKept(fileId: string, number: string): () => void {
  const drafts = useDrafts()
  const kept = useRef('')
  return useCallback(() => {
    if (kept.current === fileId) return
    kept.current = fileId
    // Without it the page says "a file": nothing is lost.
    void drafts.save(numberKey(fileId), number).catch(() => undefined)
  }, [drafts, fileId, number])
}
