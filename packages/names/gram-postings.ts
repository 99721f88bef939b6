import { bigrams } from './tokens.ts'

/**
 * Which documents hold which pairs of neighbouring letters. A document is a whole number chosen by the caller.
 * Whether a document is found depends on it and on the query alone, never on what else is held: nothing is cut off
 * at a number, so that what a searcher may not see cannot push aside what they may.
 */
export interface GramPostings {
  add(document: number, text: string): void
  remove(document: number, text: string): void
  /**
   * Documents with at least half the pairs in common with the text (Dice ≥ ½), or, where the text is a beginning, with
   * its pairs but for the last and, from three letters on, one more.
   */
  near(text: string, visit: (document: number) => void, asPrefix?: boolean): void
}

interface Posting {
  documents: Int32Array
  length: number
}

/**
 * With `throughTypos` texts of four letters are found by two of their five pairs as well, which is what two letters
 * crossed leave of them: so that one typo, which changes three pairs at most, hides no text of four letters or more.
 */
export function createGramPostings({ throughTypos = false } = {}): GramPostings {
  const postings = new Map<string, Posting>()
  let sizes = new Uint8Array(1024)
  let counts = new Uint8Array(1024)
  let touched = new Int32Array(1024)

  function grow(document: number): void {
    if (document < sizes.length) return
    const size = Math.max(document + 1, sizes.length * 2)
    const larger = new Uint8Array(size)
    larger.set(sizes)
    sizes = larger
    counts = new Uint8Array(size)
    touched = new Int32Array(size)
  }

  function add(document: number, text: string): void {
    grow(document)
    const grams = bigrams(text)
    sizes[document] = grams.length
    for (const gram of grams) {
      let posting = postings.get(gram)
      if (!posting) postings.set(gram, (posting = { documents: new Int32Array(4), length: 0 }))
      if (posting.length === posting.documents.length) {
        const larger = new Int32Array(posting.length * 2)
        larger.set(posting.documents)
        posting.documents = larger
      }
      posting.documents[posting.length++] = document
    }
  }

  function remove(document: number, text: string): void {
    for (const gram of bigrams(text)) {
      const posting = postings.get(gram)
      if (!posting) continue
      const at = posting.documents.subarray(0, posting.length).indexOf(document)
      if (at < 0) continue
      posting.documents[at] = posting.documents[--posting.length]!
      posting.documents[posting.length] = 0
      if (posting.length === 0) postings.delete(gram)
    }
    sizes[document] = 0
  }

  function near(text: string, visit: (document: number) => void, asPrefix = false): void {
    const grams = bigrams(text)
    let length = 0
    for (const gram of grams) {
      const posting = postings.get(gram)
      if (!posting) continue
      const { documents } = posting
      for (let index = 0; index < posting.length; index++) {
        const document = documents[index]!
        if (counts[document] === 0) touched[length++] = document
        counts[document]!++
      }
    }
    const begun = Math.max(1, grams.length - (grams.length > 3 ? 2 : 1))
    for (let index = 0; index < length; index++) {
      const document = touched[index]!
      const shared = counts[document]!
      counts[document] = 0
      const all = grams.length + sizes[document]!
      const alike = 4 * shared >= all || (throughTypos && shared >= 2 && all <= 10)
      if (alike || (asPrefix && shared >= begun)) visit(document)
    }
  }

  return { add, remove, near }
}
