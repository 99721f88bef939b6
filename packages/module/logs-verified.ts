/** The outcome of holding logs of requests against their hashes and the audit log: ids, codes and counts. */
export interface LogsVerified {
  readonly requests: number
  readonly steps: number
  /** The first request whose log is not what its hashes, or the audit log, say; counted from 1. */
  readonly broken?: {
    readonly requestId: string
    readonly break: { readonly brokenAt: number; readonly reason: string }
  }
}
