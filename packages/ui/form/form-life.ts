/** What happened in a form, as far as it says whether something in it would be missed. */
export interface FormLife {
  /** Something was typed or chosen since it was last sent. */
  readonly typed: boolean
  /** It was sent, and nothing was typed since. */
  readonly sent: boolean
  /** Since it was sent a person has pressed something that leads elsewhere, and the form still stands there. */
  readonly pressed: boolean
  /** The form says that something was refused or is wrong. */
  readonly refused: boolean
}

/** Whether something would be lost. The page that goes on by itself after it was sent takes nothing away. */
export const wouldBeMissed = ({ typed, sent, pressed, refused }: FormLife, by: 'person' | 'page'): boolean =>
  typed || (sent && refused && (by === 'person' || pressed))
