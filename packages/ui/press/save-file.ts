/** Hands something over to the person as a file, as a browser does with what is downloaded. */
export function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has taken it once the click has returned; a moment later the address is worth nothing to anybody.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
