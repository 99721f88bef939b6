import type { FileView } from '../../contract/reading/files.ts'

/** Whether things can still be recorded: a file of which closure was asked for can be worked on until it is closed. */
export const isInWork = ({ status }: Pick<FileView, 'status'>): boolean =>
  status === 'open' || status === 'closure_requested'
