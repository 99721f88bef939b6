/** The file that a seed of version 0.2 or later holds beside those of the demonstration, to be read after an upgrade. */
export const SEED_FILE = {
  name: 'Dilorom Saidova-Kalandar',
  note: 'She asked for the same interpreter as last time.',
  letter: 'The court sits again on the third of May.',
}

/** Whose second factor a seed of version 0.2 or later holds, and where the authenticator's invented secret lies. */
export const SEED_AUTHENTICATOR = {
  role: 'analyst',
  file: (seed: string): string => `${seed}.invented-authenticator.txt`,
}
