export { EXCHANGE_AUDIT } from './audit-words.ts'
export {
  httpsChannel,
  PATHS,
  type Channel,
  type ChannelAnswer,
  type ChannelFailure,
  type PieceOf,
} from './channel-client.ts'
export type { ChannelHandlers, ChannelLimits, ListeningChannel } from './channel-server.ts'
export * from './exchange.ts'
export { inventedEntry } from './invented.ts'
export { KEY_FAILURES, noExchangeKeys, openExchangeKeys, type ExchangeKeys, type KeyFailure } from './keys.ts'
export * from './port.ts'
export { verifyChains, type ChainVerified } from './verify.ts'
export { sameWords, wordsOf } from './words.ts'
