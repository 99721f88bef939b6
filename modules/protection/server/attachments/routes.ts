import type { Principal } from '@gloact/identity/contract/principal'
import { serve, type Api } from '@gloact/http/server'
import { openAttachment, readAttachmentRules, uploadAttachment, uploadThumbnail } from '../../contract/attachments.ts'
import { ok } from '@gloact/kernel'
import type { AttachmentContext } from './attachment-context.ts'
import { openAttachment as open } from './open-attachment.ts'
import { uploadAttachment as upload, uploadThumbnail as uploadSmall } from './upload-attachment.ts'

/** Mounts the routes of attachments. */
export function registerAttachments(api: Api<Principal>, context: AttachmentContext): void {
  serve(api, readAttachmentRules, async () => ok({ maxBytes: context.attachments.maxBytes }))
  serve(api, uploadAttachment, ({ session, params, query, body }) =>
    upload(context, session, { ...params, declared: query.declared, body }),
  )
  serve(api, uploadThumbnail, ({ session, params, body }) => uploadSmall(context, session, { ...params, body }))
  serve(api, openAttachment, ({ session, params, body }) => open(context, session, { ...params, ...body }))
}
