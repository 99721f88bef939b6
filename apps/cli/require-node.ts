// Imported before anything else: what follows needs a Node that runs TypeScript as it is.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < 24 || (major === 24 && minor < 18)) {
  process.stderr.write(
    `GloACT runs on Node 24.18 or later; this is ${process.version}. Start it with ./gloact or npm start: they bring\n` +
      'the Node they need and install it where it is missing.\n',
  )
  process.exit(1)
}
