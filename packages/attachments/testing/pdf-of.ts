/** An object of a PDF: its dictionary, and what its stream holds where it has one. */
export interface PdfPart {
  readonly dictionary: string
  readonly stream?: Uint8Array
}

/** A PDF for tests: a page and whatever else is given. Its table is a stream, as those that hold objects within streams have it. */
export function pdfOf(parts: readonly PdfPart[] = [], trailer = ''): Buffer {
  const all: readonly PdfPart[] = [
    { dictionary: '<< /Type /Catalog /Pages 2 0 R >>' },
    { dictionary: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>' },
    { dictionary: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>' },
    ...parts,
    {
      dictionary: `<< /Type /XRef /W [1 2 1] /Size 9 /Root 1 0 R /DecodeParms << /Predictor 12 /Columns 4 >> ${trailer} >>`,
      stream: Buffer.from([0, 1, 2, 3]),
    },
  ]
  const pieces: Buffer[] = [Buffer.from('%PDF-1.7\n')]
  for (const [index, { dictionary, stream }] of all.entries()) {
    pieces.push(Buffer.from(`${index + 1} 0 obj\n${dictionary}\n`, 'latin1'))
    if (stream) pieces.push(Buffer.from('stream\r\n'), Buffer.from(stream), Buffer.from('\nendstream\n'))
    pieces.push(Buffer.from('endobj\n'))
  }
  return Buffer.concat([...pieces, Buffer.from('startxref\n9\n%%EOF\n')])
}
