/**
 * Ids of a part's sentences that stand in a text where their words should: a letter whose words could not be loaded reads
 * `protection.decision.letter.number`. A text that someone signs must hold none.
 *
 * @param text what is about to be recorded or was recorded
 * @param part the part of the product whose sentences they are: `protection`
 */
export const messageIdsIn = (text: string, part: string): readonly string[] =>
  text.match(new RegExp(`(?<![\\w@/.:-])${part}(?:\\.[a-z0-9_]+){2,}(?![\\w@/-])`, 'g')) ?? []
