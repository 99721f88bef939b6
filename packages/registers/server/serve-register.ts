import { fieldsById } from '@gloact/forms'
import { serve, type Api } from '@gloact/http/server'
import type { Failure, Result } from '@gloact/kernel'
import type { RegisterFileRoutes, RegisterRoutes } from '../contract/index.ts'
import type { Register } from '../register.ts'
import type { RegisterContext, RegisterUser } from './context.ts'
import { exportRows } from './export-rows.ts'
import { openFile, uploadFile } from './files.ts'
import { importRows } from './import-rows.ts'
import { listRows, readRow, rowHistory } from './read-rows.ts'
import type { StoredRow } from './stored-row.ts'
import { archiveRow, saveRow } from './save-row.ts'

/** Mounts the routes of a register. Throws (a bug) where it refers to a register that it is not given. */
export function serveRegister<User extends RegisterUser>(
  api: Api<User>,
  of: Register,
  routes: RegisterRoutes,
  context: RegisterContext<User>,
): void {
  for (const { field } of fieldsById(of.form).values()) {
    const to = field.type === 'reference' || field.type === 'references' ? field.register : undefined
    if (to !== undefined && !context.references?.some(({ kind }) => kind === to))
      throw new TypeError(`${of.kind} refers to ${to}, which it is not given`)
  }
  if (of.hasSealed && !context.key) throw new TypeError(`${of.kind} has fields to seal and no key`)
  if (of.hasFiles && !context.files) throw new TypeError(`${of.kind} keeps documents and was given no place for them`)
  // What is answered after a change is read as anybody reads it: with titles, and whether it may be changed again.
  const seen = async (result: Result<StoredRow, Failure>, session: User) =>
    result.ok ? readRow(of, context, session, result.value.id) : result

  serve(api, routes.list, ({ session, body }) => listRows(of, context, session, body))
  serve(api, routes.read, ({ session, params }) => readRow(of, context, session, params.id))
  serve(api, routes.save, async ({ session, params, body, ifMatch }) =>
    seen(await saveRow(of, context, session, { id: params.id, answers: body.answers, version: ifMatch }), session),
  )
  serve(api, routes.archive, async ({ session, params, body, ifMatch }) =>
    seen(await archiveRow(of, context, session, { id: params.id, archived: body.archived, version: ifMatch }), session),
  )
  serve(api, routes.history, ({ session, params }) => rowHistory(of, context, session, params.id))
  serve(api, routes.export, ({ session, body }) => exportRows(of, context, session, body))
  serve(api, routes.import, ({ session, query, body }) =>
    importRows(of, context, session, { body, importId: query.importId, trial: query.trial === 'yes' }),
  )
}

/** Mounts the routes for the documents of a register, beside its others. */
export function serveRegisterFiles<User extends RegisterUser>(
  api: Api<User>,
  of: Register,
  routes: RegisterFileRoutes,
  context: RegisterContext<User>,
): void {
  serve(api, routes.upload, ({ session, params, query, body }) =>
    uploadFile(of, context, session, { ...params, field: query.field, declared: query.contentType, body }),
  )
  serve(api, routes.open, ({ session, params }) => openFile(of, context, session, params))
}
