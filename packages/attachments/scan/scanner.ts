import type { Result } from '@gloact/kernel'

/** What a scanner says of content. */
export type Verdict = 'clean' | 'infected'

/** Why it says nothing: it does not answer, or not in a way that says anything. What was not scanned is not taken. */
export type ScanProblem = 'unreachable'

/** A virus scanner of the ministry's own: what is uploaded goes to it before it is sealed. */
export interface VirusScanner {
  /** Which it is, for `doctor`; no secret in it. */
  readonly name: string
  scan(content: Uint8Array): Promise<Result<Verdict, ScanProblem>>
  /** Whether it answers at all. */
  ping(): Promise<boolean>
}

/** How a scanner is reached. */
export interface ScannerAddress {
  /** A host with its port, or a socket of this machine. */
  readonly connect: { readonly host: string; readonly port: number } | { readonly path: string }
  /** How long it may take to answer. */
  readonly timeoutMs: number
}
