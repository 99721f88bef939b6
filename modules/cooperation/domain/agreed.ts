import { TRACKS, type Track } from './tracks.ts'

/** What two countries may agree to exchange: each track by itself. None of them follows from another. */
const TYPES: Readonly<Record<Track, string>> = {
  evidence: 'cooperation.mla_*',
  intelligence: 'cooperation.intel_*',
  referral: 'cooperation.victim_*',
}

/** Tracks that this version has messages of. */
export const AGREEABLE = TRACKS

/** As the registry of the exchange has it. */
export const typesOf = (tracks: readonly Track[]): readonly string[] => tracks.map((track) => TYPES[track])

/** The tracks that an entry of the registry lets through, whole. */
export const tracksIn = (messageTypes: readonly string[]): readonly Track[] =>
  messageTypes.includes('cooperation.*') ? TRACKS : TRACKS.filter((track) => messageTypes.includes(TYPES[track]))
