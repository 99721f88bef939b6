import { EXIT, type Outcome } from '../command.ts'

export const usage = (message: string): Outcome => ({
  exit: EXIT.usage,
  text: message,
  json: { ok: false, error: 'usage', message },
})

export const refused = (error: { readonly code: string; readonly message: string }): Outcome => ({
  exit: EXIT.refused,
  text: error.message,
  json: { ok: false, error: error.code, message: error.message },
})

export const failed = (code: string, message: string): Outcome => ({
  exit: EXIT.failed,
  text: message,
  json: { ok: false, error: code, message },
})
