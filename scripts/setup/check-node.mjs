/** Oldest Node that every dependency runs on. */
const REQUIRED = [20, 19];

/** Ends the process with a plain sentence when Node is too old. */
export function checkNode(version) {
  const [major, minor] = version.split('.').map(Number);
  if (major > REQUIRED[0] || (major === REQUIRED[0] && minor >= REQUIRED[1])) return;
  console.error(
    `EpochStreamer needs Node.js ${REQUIRED.join('.')} or newer; this is ${version}. Get it from https://nodejs.org and try again.`,
  );
  process.exit(1);
}
