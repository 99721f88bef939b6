import { isTraining } from '../providers/training.ts'

/** Stands before the name of whatever is saved from the training sandbox. */
const INVENTED = 'TRAINING-INVENTED-'

/** Hands something over to the person as a file, as a browser does with what is downloaded. */
export function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = isTraining() && !name.startsWith(INVENTED) ? `${INVENTED}${name}` : name
  link.click()
  // The browser has taken it once the click has returned; a moment later the address is worth nothing to anybody.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
