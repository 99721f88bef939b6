import type { Client, Problem } from '@gloact/http/client'
import { newId } from '@gloact/kernel'
import { verdictOf } from '@gloact/offline'
import { uploadAttachment, uploadThumbnail, type UploadedContent } from '../../contract/attachments/attachments.ts'
import {
  SENSITIVITY_OF_KIND,
  type AttachmentKind,
  type AttachmentSensitivity,
} from '../../domain/attachments/attachment-words.ts'
import type { Prepared } from './prepare-upload.ts'

/** What is said of an attachment before it is added. */
export interface UploadFields {
  readonly kind: AttachmentKind
  readonly title: string
  readonly takenOn: string | null
  readonly sensitivity: AttachmentSensitivity
  readonly audience: 'medical' | 'counselling' | 'testimony' | null
  readonly dataGroup: string | null
  /** Of a signed consent: the consent whose paper it is; `OTHER_CONSENT` where that is none of the file's. Null: not said. */
  readonly consentId: string | null
}

/** A signed paper of a consent that is not recorded in the file. */
export const OTHER_CONSENT = 'other'

/** Something on its way into the file. It lies in memory alone until it was sent, and is sealed as soon as it arrives. */
export interface Upload {
  readonly id: string
  /** The action that will add it; another, once something else is said of it. */
  readonly actionId: string
  readonly chosen: Blob
  /** The name that the chosen file has on this device: shown here, sent nowhere. */
  readonly name: string
  readonly fields: UploadFields
  /** The consent beside which it was chosen; null where it was chosen among the attachments. */
  readonly besideConsent: string | null
  readonly state: 'waiting' | 'sending' | 'sent' | 'failed'
  readonly done: number
  readonly total: number
  readonly problem: Problem | null
  /** Whether it was refused for what it is: sent again it would be again. */
  readonly refused: boolean
  readonly thumbnail: Blob | null
  readonly content: UploadedContent | null
}

export interface Begin {
  readonly chosen: Blob
  readonly name: string
  readonly fields: UploadFields
  readonly besideConsent?: string
}

export interface Uploads {
  readonly subscribe: (heard: () => void) => () => void
  readonly all: () => readonly Upload[]
  readonly begin: (several: readonly Begin[]) => void
  readonly say: (id: string, fields: Partial<UploadFields>) => void
  readonly retry: (id: string) => void
  /** Gives up the sending, or lets go of what was sent: the server forgets it after a day. */
  readonly drop: (id: string) => void
}

/** How many are sent at once; the server takes no more than three of one person. */
const AT_ONCE = 2

/** The kind that a file is offered as, by what it is. */
export const kindOfType = (type: string): AttachmentKind => {
  if (type.startsWith('image/')) return 'photo'
  if (type.startsWith('audio/') || type.startsWith('video/')) return 'audio'
  return 'other'
}

export const fieldsFor = (kind: AttachmentKind, title: string): UploadFields => ({
  kind,
  title,
  takenOn: null,
  sensitivity: SENSITIVITY_OF_KIND[kind],
  audience: SENSITIVITY_OF_KIND[kind] === 'restricted' ? 'medical' : null,
  dataGroup: null,
  consentId: null,
})

/** What is on its way into a file; two at a time, one after another. `end` gives everything up. */
export function createUploads(
  client: Client,
  fileId: string,
  prepare: (chosen: Blob) => Promise<Prepared>,
): Uploads & { readonly end: () => void } {
  let uploads: readonly Upload[] = []
  const heard = new Set<() => void>()
  const stops = new Map<string, AbortController>()

  const change = (next: readonly Upload[]): void => {
    uploads = next
    for (const tell of heard) tell()
  }
  const set = (id: string, changed: Partial<Upload>): void =>
    change(uploads.map((upload) => (upload.id === id ? { ...upload, ...changed } : upload)))

  const next = (): void => {
    const sending = uploads.filter(({ state }) => state === 'sending').length
    const waiting = uploads.find(({ state }) => state === 'waiting')
    if (waiting === undefined || sending >= AT_ONCE) return
    void send(waiting)
    next()
  }

  async function send({ id, chosen }: Upload): Promise<void> {
    const stop = new AbortController()
    stops.set(id, stop)
    set(id, { state: 'sending', problem: null, done: 0, total: chosen.size })
    const { content, thumbnail } = await prepare(chosen)
    const params = { fileId, attachmentId: id }
    const sent = verdictOf(
      await client.call(
        uploadAttachment,
        { params, query: chosen.type === '' ? {} : { declared: chosen.type }, body: content },
        { signal: stop.signal, onSent: (done, total) => set(id, { done, total }) },
      ),
    )
    if (sent.kind === 'sent') {
      const small =
        thumbnail && (await client.call(uploadThumbnail, { params, body: thumbnail }, { signal: stop.signal }))
      // Without its small picture it is an attachment all the same.
      set(id, { state: 'sent', content: small?.ok ? small.value : sent.value, thumbnail })
    } else set(id, { state: 'failed', problem: sent.problem, refused: sent.kind === 'refused' })
    stops.delete(id)
    next()
  }

  return {
    subscribe: (tell) => {
      heard.add(tell)
      return () => heard.delete(tell)
    },
    all: () => uploads,
    begin: (several) => {
      const begun = several.map(({ chosen, name, fields, besideConsent }): Upload => ({
        id: newId(),
        actionId: newId(),
        chosen,
        name,
        fields,
        besideConsent: besideConsent ?? null,
        state: 'waiting',
        done: 0,
        total: chosen.size,
        problem: null,
        refused: false,
        thumbnail: null,
        content: null,
      }))
      change([...uploads, ...begun])
      next()
    },
    say: (id, fields) =>
      change(
        uploads.map((upload) =>
          upload.id === id ? { ...upload, actionId: newId(), fields: { ...upload.fields, ...fields } } : upload,
        ),
      ),
    retry: (id) => {
      set(id, { state: 'waiting', problem: null })
      next()
    },
    drop: (id) => {
      stops.get(id)?.abort()
      change(uploads.filter((upload) => upload.id !== id))
      next()
    },
    end: () => {
      for (const stop of stops.values()) stop.abort()
      change([])
    },
  }
}
