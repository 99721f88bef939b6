import type { Principal } from '@gloact/identity/contract/principal'
import { serve, type Api } from '@gloact/http/server'
import {
  openAttachment,
  readAttachmentRules,
  uploadAttachment,
  uploadThumbnail,
} from '../../contract/attachments/attachments.ts'
import { ok } from '@gloact/kernel'
import type { AttachmentContext } from './attachment-context.ts'
import { openAttachment as open } from './open-attachment.ts'
import { orRefused } from '../file/record-refused.ts'
import { uploadAttachment as upload } from './upload-attachment.ts'

/** Mounts the routes of attachments. */
export function registerAttachments(api: Api<Principal>, context: AttachmentContext): void {
  serve(api, readAttachmentRules, async () => ok({ maxBytes: context.attachments.maxBytes }))
  serve(api, uploadAttachment, ({ session, params, query, body }) =>
    upload(context, session, { ...params, part: 'content', declared: query.declared, body }),
  )
  serve(api, uploadThumbnail, ({ session, params, body }) =>
    upload(context, session, { ...params, part: 'thumbnail', body }),
  )
  serve(api, openAttachment, ({ session, params, body }) =>
    orRefused(context, session, open(context, session, { ...params, ...body })),
  )
}
