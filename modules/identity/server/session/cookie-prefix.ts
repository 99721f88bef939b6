/**
 * Over TLS a cookie's name begins with `__Host-`: then a browser takes it only with `Secure`, for the whole host and from that
 * host alone, so that no neighbouring host name can plant one (RFC 6265bis, section 4.1.3.2).
 */
export const cookiePrefix = (publicUrl: string): string => (publicUrl.startsWith('https:') ? '__Host-gloact' : 'gloact')
