import { archiveOf, printDocx } from './src/index.ts';
import { portrait } from './src/testing/portrait.ts';
import { PORTRAIT_ID, sampleForm } from './src/testing/sample-form.ts';

/**
 * Prints so many review forms into one archive, each read from the JSON that a snapshot is stored as. Says the time on the
 * clock, the time of the processor (of use on a busy machine) and the most memory. Use: npx tsx bench-archive.ts 1000 10000
 */
const picture = portrait();
const snapshot = JSON.stringify(sampleForm(8));
const ROUND = 100;

async function* forms(count: number) {
  for (let at = 0; at < count; at++) {
    const bytes = await printDocx(JSON.parse(snapshot), {
      title: `专业技术资格评审表 ${at}`,
      recordNo: `ZC2026${String(at).padStart(6, '0')}`,
      hash: '0f'.repeat(32),
      image: (id) => Promise.resolve(id === PORTRAIT_ID ? picture : undefined),
    });
    yield { name: `示例单位-示例-${at}.docx`, bytes };
  }
}

for (const count of process.argv.slice(2).map(Number)) {
  const [from, before] = [performance.now(), process.cpuUsage()];
  let [bytes, most, chunks] = [0, 0, 0];
  for await (const chunk of archiveOf(forms(count), new Date())) {
    bytes += chunk.byteLength;
    if (chunks++ % ROUND === 0) most = Math.max(most, process.memoryUsage.rss());
  }
  const { user, system } = process.cpuUsage(before);
  const seconds = ((performance.now() - from) / 1000).toFixed(1);
  const cpu = ((user + system) / 1e6).toFixed(1);
  const mb = (size: number) => (size / 1024 / 1024).toFixed(0);
  console.log(`${count} forms: ${seconds} s, processor ${cpu} s, ${mb(bytes)} MB, at most ${mb(most)} MB in memory`);
}
