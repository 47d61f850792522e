/** One line to the person at the terminal. */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/** Something that could not be done, so that it is not overlooked in a long output. */
export function sayLoudly(line) {
  const bar = '!'.repeat(Math.min(100, line.length + 4));
  process.stdout.write(`\n${bar}\n! ${line}\n${bar}\n\n`);
}

/** Says what is missing and ends the program with code 1. */
export function giveUp(line) {
  process.stderr.write(`\n${line}\n`);
  process.exit(1);
}

export function refuseOldNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) giveUp(`Node 20 or later is needed; this is ${process.versions.node}.`);
}
