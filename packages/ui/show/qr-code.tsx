import { create } from 'qrcode'

const QUIET_ZONE = 4

/** A QR code as a drawing (ISO/IEC 18004: four modules of quiet zone). Dark on light in every colour scheme, or it is not read. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const side = modules.size + 2 * QUIET_ZONE
  const path = Array.from({ length: modules.size }, (_, row) =>
    Array.from({ length: modules.size }, (_unused, column) =>
      modules.get(row, column) ? `M${column + QUIET_ZONE} ${row + QUIET_ZONE}h1v1h-1z` : '',
    ).join(''),
  ).join('')
  return (
    <svg viewBox={`0 0 ${side} ${side}`} width={220} height={220} role="img" aria-label={label}>
      <rect width={side} height={side} fill="white" />
      <path d={path} fill="black" shapeRendering="crispEdges" />
    </svg>
  )
}
