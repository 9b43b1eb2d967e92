// What page.mjs tests with: articles, some of them hostile, a server of them, and a browser that tells what a page did that it should not.
import {execFileSync, spawn} from 'node:child_process';
import {createRequire} from 'node:module';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';

export const kToken = 'a-token-of-the-page-tests';
const kChromium = '/usr/bin/chromium';
const kFlags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export const kMarkup = ['<img src=x onerror="window.__xss=1">', '"><svg onload=window.__xss=2>', '<script>window.__xss=3</script>', '\'"--><iframe srcdoc="<script>parent.__xss=4</script>">', '{{constructor.constructor("window.__xss=5")()}}'];

const wire = ' The harbour board met on Tuesday and took the plan for a second quay, which had been waiting since the spring of last year. Anna Holm, who heads the board, said that work would begin in May 2031. ' +
  'The quay is to be four hundred metres long and will cost as much as the town spends on its schools in a year. Fishermen had asked for it for ten years, and the ferry company promised a third daily crossing.';
const kArticles = [
  {id: 'hostile/1', title: `Zebras ${kMarkup[0]} escape`, body: `Zebras ${kMarkup[2]} left the zoo. ${kMarkup[1]}\n\nA second ${kMarkup[3]} paragraph.`, source: kMarkup[1], authors: [kMarkup[0], kMarkup[4]],
    section: kMarkup[2], tags: [kMarkup[0]], url: 'javascript:window.__xss=6', published: '2031-04-01'},
  {id: '"><img src=x onerror="window.__xss=7">/../?#', title: 'Zebras again', body: 'Zebras were seen again.', url: 'data:text/html,<script>window.__xss=8</script>', published: '2031-04-02', source: 'Zoo Post'},
  {id: 'good-url', title: 'Zebras return', body: 'Zebras came back to the zoo.', url: 'https://zoo-post.example/zebras', published: '2031-04-03', source: 'Zoo Post'},
  {id: 'astral', title: '😀😀 Quokkas 🦘 smile', body: 'Two 😀 quokkas smiled 😀 at the quokkas beyond.', published: '2031-04-04'},
  {id: 'copy/a', title: 'A second quay for the harbour', body: `HOLMSTAD (Wire) -${wire}`, published: '2031-03-01', source: 'Coast Courier'},
  {id: 'copy/b', title: 'A second quay for the harbour', body: `HOLMSTAD (Wire) -${wire}`, published: '2031-03-01', source: 'Island Ledger'},
];

export const makeFolder = () => mkdtempSync(join(tmpdir(), 'dateline-page-test-'));

export function makeDatabases(source, folder) {
  const index = (database, input, ...files) => execFileSync('dateline-index', ['--quiet', '--db', join(folder, 'root', database), ...files], {input, stdio: ['pipe', 'ignore', 'inherit']});
  mkdirSync(join(folder, 'root'));
  index('corpus', '', join(source, 'corpus'));
  index('made', kArticles.map(article => JSON.stringify(article)).join('\n'), '-');
  mkdirSync(join(folder, 'nothing'));
  writeFileSync(join(folder, 'tokens'), `${kToken} read\n`, {mode: 0o600});
}

// A server on a port of its own; {url, stop()}.
export async function startServer(...options) {
  const process = spawn('dateline-server', ['--listen', '127.0.0.1:0', ...options], {stdio: ['ignore', 'ignore', 'pipe']});
  const url = await new Promise((resolve, reject) => {
    let said = '';
    process.stderr.on('data', data => {
      said += data;
      const found = /http:\/\/\S+:\d+/.exec(said);
      if (found) resolve(found[0]);
    });
    process.on('exit', () => reject(new Error('the server did not start: ' + said)));
  });
  return {url, stop: () => new Promise(resolve => {
    process.removeAllListeners('exit');
    process.on('exit', resolve);
    process.kill('SIGTERM');
  })};
}

export function startBrowser(npm) {
  const {chromium} = createRequire(pathToFileURL(join(npm, 'package.json')))('playwright-core');
  return chromium.launch({executablePath: kChromium, args: kFlags, headless: true});
}

// A page whose misdeeds are written down: dialogs, scripts of articles, broken rules, errors, requests to anywhere else. `wrongs` are sentences.
export async function openPage(browser, url, options = {}) {
  const context = await browser.newContext({viewport: {width: 1280, height: 900}, locale: 'en-GB', ...options});
  const page = await context.newPage();
  const wrongs = [];
  const origin = new URL(url).origin;
  page.on('dialog', dialog => {
    wrongs.push(`a dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on('pageerror', error => wrongs.push(`an error: ${error.stack}`));
  page.on('console', message => {
    // The browser itself reports answers of status 4xx and refused connections.
    if (['error', 'warning'].includes(message.type()) && !/Failed to load resource/.test(message.text())) wrongs.push(`the console: ${message.text()}`);
  });
  // What came of requests, should the page not do what it shall.
  const refused = [];
  page.on('response', answer => answer.status() >= 400 && refused.push(`${answer.status()} for ${answer.url()}`));
  page.on('requestfailed', request => refused.push(`${request.failure()?.errorText} for ${request.url()}`));
  page.on('popup', () => wrongs.push('a window was opened'));
  page.on('request', request => {
    if (!request.url().startsWith('data:') && new URL(request.url()).origin !== origin) wrongs.push(`a request to ${request.url()}`);
  });
  await page.addInitScript(() => document.addEventListener('securitypolicyviolation', event => console.error(`policy violated: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`)));
  await page.goto(url);
  return {page, context, refused, wrongs: async () => {
    const ran = await page.evaluate(() => window.__xss);
    return ran === undefined ? wrongs : [...wrongs, `a script of an article ran: ${ran}`];
  }};
}

export const removeFolder = folder => rmSync(folder, {recursive: true, force: true});
