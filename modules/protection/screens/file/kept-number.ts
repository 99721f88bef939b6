import { useDrafts } from '@gloact/ui'
import { useCallback, useRef } from 'react'

const PREFIX = 'protection.number:'

export const numberKey = (fileId: string): string => `${PREFIX}${fileId}`

/** The file that a number is kept of; undefined where the key is another draft's. */
export const fileOfNumberKey = (key: string): string | undefined =>
  key.startsWith(PREFIX) ? key.slice(PREFIX.length) : undefined

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
