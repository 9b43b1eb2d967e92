// Prints what another extractor makes of the pages of a set, as NDJSON in the shape of `dateline-index extract`.
//   node extraction_peers.mjs NPM_DIR readability|article-extractor GOLD.jsonl
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [, , npm, peer, gold] = process.argv;
const require = createRequire(pathToFileURL(join(npm, 'package.json')));
const { JSDOM, VirtualConsole } = require('jsdom');
const quiet = new VirtualConsole();
// jsdom keeps a window until it is closed.
const inWindow = (html, url, work) => {
  const { window } = new JSDOM(html, { url, virtualConsole: quiet });
  try {
    return work(window.document);
  } finally {
    window.close();
  }
};
const text = (html) =>
  inWindow(html, 'https://page.example/', (document) => {
    for (const block of document.querySelectorAll('p,div,section,article,h1,h2,h3,h4,h5,h6,li,blockquote,pre,tr,br,td,th,figcaption')) block.append('\n');
    return document.body.textContent.replace(/[ \t\u00a0]+/g, ' ').replace(/\s*\n\s*/g, '\n\n').trim();
  });

let extract;
if (peer === 'readability') {
  const { Readability } = require('@mozilla/readability');
  extract = (page, url) => {
    const found = inWindow(page, url, (document) => new Readability(document).parse()) ?? {};
    return { title: found.title ?? '', authors: found.byline ? [found.byline] : [], published: found.publishedTime ?? null, body: text(found.content ?? '') };
  };
} else {
  const { extractFromHtml } = await import(pathToFileURL(require.resolve('@extractus/article-extractor')));
  extract = async (page, url) => {
    const found = (await extractFromHtml(page, url)) ?? {};
    return { title: found.title ?? '', authors: found.author ? [found.author] : [], published: found.published || null, body: text(found.content ?? '') };
  };
}

for (const line of readFileSync(gold, 'utf8').split('\n')) {
  if (!line) continue;
  const page = JSON.parse(line.replace(/:\s*NaN\b/g, ': null'));
  let found = { title: '', authors: [], published: null, body: '' };
  try {
    found = await extract(readFileSync(join(dirname(gold), page.file), 'utf8'), page.url || 'https://page.example/');
  } catch (error) {
    process.stderr.write(`${page.file}: ${error.message}\n`);
  }
  process.stdout.write(JSON.stringify({ path: page.file, ...found }) + '\n');
}
