/**
 * What a request is called where nobody's name may stand: the end of its id, which is random or a digest and tells nothing. The office that took it has the
 * same code on its page. Eight signs: of six, two requests in some thousands would be called the same.
 */
export const requestCode = (id: string): string => {
  const end = id.replaceAll('-', '').slice(-8).toUpperCase()
  return `TR-${end.slice(0, 4)}-${end.slice(4)}`
}
