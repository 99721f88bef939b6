// What the driver has and its declarations do not: how a value is written for the protocol.
declare module 'pg/lib/utils.js' {
  export function prepareValue(value: unknown): string | Buffer | null
}
