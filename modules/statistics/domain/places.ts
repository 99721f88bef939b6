/** As many decimals as a number that may be off by so much has anything to say with: down to the place of the first digit of that. */
export const placesFor = (off: number): number =>
  off <= 0 ? MOST_PLACES : Math.min(MOST_PLACES, Math.max(0, Math.ceil(-Math.log10(off))))

const MOST_PLACES = 2
