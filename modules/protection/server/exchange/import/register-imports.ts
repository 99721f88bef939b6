import type { Principal } from '@gloact/identity/contract/principal'
import { describeError, serve, type Api } from '@gloact/http/server'
import {
  cancelImport,
  confirmUndo,
  declineUndo,
  discardImport,
  listImports,
  previewImport,
  readImport,
  restoreImport,
  runImport,
  undoImport,
  UPLOAD_LIMIT,
  uploadImport,
} from '../../../contract/exchange/imports.ts'
import type { WebImports } from './web-imports.ts'

/** Mounts the routes of importing from the web app. */
export function registerImports(api: Api<Principal>, imports: WebImports): void {
  serve(api, uploadImport, ({ session, body }) => imports.receive(session, body, UPLOAD_LIMIT))
  serve(api, previewImport, ({ session, params, body }) => imports.preview(session, params.uploadId, body))
  serve(api, runImport, ({ session, params, body, request }) =>
    imports.run(session, params.uploadId, body, (error) =>
      request.log.error({ error: describeError(error) }, 'an import failed'),
    ),
  )
  serve(api, readImport, ({ session, params }) => imports.read(session, params.uploadId))
  serve(api, cancelImport, ({ session, params }) => imports.cancel(session, params.uploadId))
  serve(api, discardImport, ({ session, params }) => imports.discard(session, params.uploadId))
  serve(api, listImports, ({ session }) => imports.list(session))
  serve(api, undoImport, ({ session, params, body }) => imports.undo(session, { ...body, batchId: params.batchId }))
  serve(api, restoreImport, ({ session, params, body }) =>
    imports.restore(session, { ...body, batchId: params.batchId }),
  )
  serve(api, confirmUndo, ({ session, params }) => imports.confirmUndo(session, params.batchId))
  serve(api, declineUndo, ({ session, params }) => imports.declineUndo(session, params.batchId))
}
