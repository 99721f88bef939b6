import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { LedgerContext, LedgerLine } from './privacy-ledger.ts'

/** The lines of a ledger’s text, as it is kept in a file; whether they hang together is seen when it is looked into. */
export function readLedger(text: string): Result<readonly LedgerLine[], Failure<'disclosure.ledger_damaged'>> {
  const lines: LedgerLine[] = []
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue
    const json = parsed(line)
    if (typeof json !== 'object' || json === null)
      return err(failure('disclosure.ledger_damaged', { params: { line: lines.length + 1 } }))
    lines.push(json as LedgerLine)
  }
  return ok(lines)
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    // No JSON is no line of a ledger, which is told.
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** A ledger that is held while one release is made: `text` is what has to be kept of it. */
export function ledgerInMemory(before: readonly LedgerLine[]): LedgerContext & { readonly text: () => string } {
  const lines = [...before]
  return {
    store: {
      read: () => Promise.resolve([...lines]),
      append(...added) {
        lines.push(...added)
        return Promise.resolve()
      },
      exclusively: (work) => work(),
    },
    digest: (text) => bytesToHex(sha256(utf8ToBytes(text))),
    now: () => new Date(),
    text: () => lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
  }
}
