// The search page in Chromium, used as a reader uses it. node page.mjs SOURCES NPM [--shots FOLDER] [--time DATABASE]: NPM holds what npm/page asks for; --shots writes pictures of the
// page with the sample articles, --time measures on another database too. Programs are found on PATH. tests/server/page.sh runs it.
import assert from 'node:assert/strict';
import {mkdirSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {parseArgs} from 'node:util';

import {kMarkup, kToken, makeDatabases, makeFolder, openPage, removeFolder, startBrowser, startServer} from './page_world.mjs';

const {values: options, positionals: [source, npm]} = parseArgs({allowPositionals: true, options: {shots: {type: 'string'}, time: {type: 'string'}}});
const folder = makeFolder();
makeDatabases(resolve(source), folder);
const root = join(folder, 'root');
const browser = await startBrowser(resolve(npm));
let failures = 0;

// One sentence about the page, tried on a page of its own.
async function test(sentence, url, act, settings) {
  const opened = await openPage(browser, url, settings);
  opened.page.setDefaultTimeout(15_000);  // beside other tests, on two processors
  try {
    await act(opened.page, opened);
    const wrongs = await opened.wrongs();
    assert.deepEqual(wrongs, []);
    console.log(`ok    ${sentence}`);
  } catch (error) {
    ++failures;
    console.log(`FAIL  ${sentence}\n${error.stack.replace(/^/gm, '      ')}`);
    console.log([...await opened.wrongs(), ...opened.refused, await opened.page.url()].map(line => `      ${line}`).join('\n'));
  }
  await opened.context.close();
}

const titles = page => page.locator('#hits .title').allTextContents();
const hitsOf = (page, address) => page.locator(`#hits[data-of="${address}"]`).waitFor({state: 'attached'});
const search = async (page, words) => {
  await page.fill('#query', words);
  await hitsOf(page, '/?' + new URLSearchParams({q: words}));
};
const settled = page => page.waitForLoadState('networkidle');
const parameter = (page, name) => new URL(page.url()).searchParams.get(name);
const waitForParameter = (page, name, value) => page.waitForFunction(([name, value]) => new URLSearchParams(location.search).get(name) === value, [name, value]);

const server = await startServer('--root', root);
const corpus = server.url + '/?db=corpus', made = server.url + '/?db=made';

// Searching

await test('the front shows the latest articles, over time, with filters', corpus, async page => {
  await page.locator('#hits .title').first().waitFor();
  assert.equal(await page.textContent('#count'), 'Latest');
  assert.equal((await titles(page)).length, 20);
  await page.locator('.bars rect').first().waitFor();
  await page.getByRole('heading', {name: 'Sources'}).waitFor();
});

await test('words are searched as they are typed, and the address follows', server.url, async page => {
  await page.locator('#query').pressSequentially('ceasefire', {delay: 30});
  await hitsOf(page, '/?q=ceasefire');
  assert.match(await page.textContent('#count'), /^\d+ articles/);
  assert.match(await page.locator('#hits mark').first().textContent(), /cease-?fire/i);
  assert.equal(parameter(page, 'q'), 'ceasefire');
  assert.equal(await page.title(), 'ceasefire – Dateline');
});

await test('a word that is not written out yet finds those that begin so', server.url, async page => {
  await page.locator('#query').pressSequentially('earthqua', {delay: 30});
  await hitsOf(page, '/?q=earthqua');
  assert.ok((await titles(page)).length > 0);
  assert.match(await page.locator('#hits mark').first().textContent(), /earthquake/i);
});

await test('an answer that comes late does not take the place of a newer one', server.url, async page => {
  await page.route('**/search?q=ceasefire&*', async route => {
    await new Promise(done => setTimeout(done, 700));
    await route.continue().catch(() => {});
  });
  await page.fill('#query', 'ceasefire');
  await page.waitForTimeout(120);
  await search(page, 'zebras');
  await page.waitForTimeout(900);
  assert.ok((await titles(page)).every(title => /zebras/i.test(title)));
});

await test('a misspelt word is put right', server.url, async page => {
  await search(page, 'earthqake');
  await page.getByRole('button', {name: 'earthquake'}).click();
  await hitsOf(page, '/?q=earthquake');
  assert.ok((await titles(page)).length > 0);
});

await test('names and times that were understood are told, and narrow when asked to', corpus, async page => {
  await page.fill('#query', 'putin ceasefire march 2022');
  await page.getByText('March 2022', {exact: true}).waitFor();
  await page.locator('.note', {hasText: 'Vladimir Putin'}).getByRole('button', {name: 'only these'}).click();
  await waitForParameter(page, 'person', 'Vladimir Putin');
  await page.locator('.note', {hasText: 'March 2022'}).getByRole('button', {name: 'only then'}).click();
  await waitForParameter(page, 'date', '2022-03');
  await page.locator('#count', {hasText: '1 article'}).waitFor();
});

await test('filters and timeline are of the hits, where any of the words were enough for these too', corpus + '&q=putin+ceasefire+march+2022', async page => {
  await page.locator('.readout').waitFor();
  await settled(page);
  const hits = Number(/^\d+/.exec(await page.textContent('#count'))[0]), dated = Number(/(\d+) articles/.exec(await page.textContent('.readout'))[1]);
  const undated = await page.evaluate(async () => (await (await fetch('/search?db=corpus&q=putin+ceasefire+march+2022&limit=1&timeline=year')).json()).undated);
  assert.equal(dated + undated, hits);
  const place = await page.locator('#filters').getByRole('button', {name: /^Ukraine/}).locator('.number').textContent();
  await page.locator('#filters').getByRole('button', {name: /^Ukraine/}).click();
  await page.locator('#count', {hasText: new RegExp(`^${place} articles`)}).waitFor();
});

await test('what could not be read is told', corpus, async page => {
  await page.fill('#query', 'ceasefire OR (talks');
  await page.locator('.note', {hasText: 'was not closed'}).waitFor();
  await page.locator('.note', {hasText: 'Read as'}).waitFor();
});

await test('nothing found is said, with a way out of the filters', server.url + '/?q=ceasefire&source=Nobody', async page => {
  await page.getByRole('heading', {name: 'Nothing found'}).waitFor();
  await page.getByRole('button', {name: 'Search without filters'}).click();
  await hitsOf(page, '/?q=ceasefire');
});

await test('more hits follow the first, each once', corpus, async page => {
  await page.locator('#more').click();
  await page.waitForFunction(() => document.querySelectorAll('#hits .title').length === 40);
  const ids = await page.locator('#hits .title').evaluateAll(links => links.map(link => link.dataset.id));
  assert.equal(new Set(ids).size, 40);
});

await test('the newest and the oldest come first when wished', corpus + '&q=ceasefire', async page => {
  const days = () => page.locator('#hits .meta time').evaluateAll(times => times.map(time => time.dateTime.slice(0, 10)));
  await page.getByText('Newest').click();
  await waitForParameter(page, 'sort', 'newest');
  await page.locator('#hits[data-of*="newest"]').waitFor();
  assert.deepEqual(await days(), (await days()).sort().reverse());
  await page.getByText('Oldest').click();
  await page.locator('#hits[data-of*="oldest"]').waitFor();
  assert.deepEqual(await days(), (await days()).sort());
});

await test('copies of an article are one hit that names them', made + '&q=quay', async page => {
  assert.equal((await page.locator('#hits .title').first().textContent()), 'A second quay for the harbour');
  assert.equal(await page.locator('#hits .hit').count(), 1);
  await page.getByRole('button', {name: '+1 copy'}).click();
  await page.locator('.copies a').waitFor();
  assert.match(await page.locator('.copies a').textContent(), /Coast Courier|Island Ledger/);
});

await test('matches are marked where they stand, beyond characters of two units too', made + '&q=quokkas', async page => {
  await page.locator('#hits mark').first().waitFor();
  assert.ok((await page.locator('#hits mark').allTextContents()).every(text => /^quokkas$/i.test(text)));
  await page.locator('#hits .title').first().click();
  await page.locator('.body mark').first().waitFor();
  assert.deepEqual(await page.locator('.body mark').allTextContents(), ['quokkas', 'quokkas']);
});

// Filters

await test('a name below a hit narrows the search, and its chip undoes that', corpus + '&q=ceasefire', async page => {
  const chip = page.locator('#hits .chip.place').first();
  const name = await chip.locator('bdi').textContent();
  await chip.click();
  await waitForParameter(page, 'place', name);
  await page.locator('#chosen').getByRole('button', {name: `Remove the filter place: ${name}`}).click();
  await page.waitForFunction(() => !new URLSearchParams(location.search).has('place'));
  await page.locator('#chosen').waitFor({state: 'hidden'});
});

await test('a facet narrows the search to as many as it says', corpus + '&q=ceasefire', async page => {
  const value = page.locator('#filters').getByRole('button', {name: /^Meridian Wire/});
  const count = Number(await value.locator('.number').textContent());
  await value.click();
  await waitForParameter(page, 'source', 'Meridian Wire');
  await page.locator('#count', {hasText: new RegExp(`^${count} articles`)}).waitFor();
  await page.locator('#filters').getByRole('button', {name: /^Meridian Wire/, pressed: true}).click();
  await page.waitForFunction(() => !new URLSearchParams(location.search).has('source'));
});

await test('dragging over the timeline chooses a time, and dates can be cleared', corpus + '&q=ceasefire', async page => {
  await page.locator('.bars rect').first().waitFor();
  await settled(page);
  const box = await page.locator('.chart').boundingBox();
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.8, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.9, y, {steps: 5});
  await page.mouse.move(box.x + box.width - 2, y, {steps: 5});
  await page.mouse.up();
  await page.waitForFunction(() => new URLSearchParams(location.search).has('date'));
  const [from] = parameter(page, 'date').split('..');
  await page.locator('#hits[data-of*="date"]').waitFor();
  const days = await page.locator('#hits .meta time').evaluateAll(times => times.map(time => time.dateTime));
  assert.ok(days.length > 0 && days.every(day => day >= from));
  assert.equal(await page.locator('.handle.set').count(), 2);
  await page.getByRole('button', {name: 'Clear dates'}).click();
  await page.waitForFunction(() => !new URLSearchParams(location.search).has('date'));
});

await test('the ends of the brush move by keyboard, and tell where they are', corpus + '&q=ceasefire', async page => {
  await page.locator('.bars rect').first().waitFor();
  await settled(page);
  const first = page.getByRole('slider', {name: 'First period'});
  const before = await first.getAttribute('aria-valuetext');
  await first.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  assert.notEqual(await first.getAttribute('aria-valuetext'), before);
  await page.waitForFunction(() => new URLSearchParams(location.search).has('date'));
  assert.ok(await first.evaluate(handle => handle === document.activeElement));
});

await test('a stretch of the timeline is looked at more closely', corpus + '&date=2023..2024', async page => {
  await page.getByRole('button', {name: 'Zoom in'}).click();
  await waitForParameter(page, 'span', '2023..2024');
  await page.locator('.readout', {hasText: '1 January 2023 to'}).waitFor();
  await page.getByRole('button', {name: 'Zoom out'}).click();
  await page.waitForFunction(() => !new URLSearchParams(location.search).has('span'));
});

await test('one of several databases is chosen', server.url + '/?q=zebras', async page => {
  await page.locator('#hits .title').first().waitFor();
  await page.getByLabel('Database').selectOption('corpus');
  await page.getByRole('heading', {name: 'Nothing found'}).waitFor();
  assert.equal(parameter(page, 'db'), 'corpus');
});

// Reading

await test('an article is read, with what was asked for, names and times marked, and related ones below', corpus + '&q=putin', async page => {
  await page.locator('#hits .title', {hasText: 'Alaska summit live'}).click();
  await page.locator('.text h1', {hasText: 'Alaska summit live'}).waitFor();
  assert.ok((await page.locator('.body mark').allTextContents()).includes('Putin'));
  assert.ok(await page.locator('.body .name', {hasText: 'Donald Trump'}).count() > 0);
  assert.ok(await page.locator('.body time.spoken').count() > 0);
  assert.equal(await page.locator('.origin a').getAttribute('rel'), 'noopener noreferrer');
  assert.match(await page.locator('.origin a').getAttribute('href'), /^https:\/\/northgate-post\.example\//);
  await page.locator('.related li').first().waitFor();
  await page.getByRole('link', {name: 'Donald Trump'}).first().click();
  await waitForParameter(page, 'person', 'Donald Trump');
});

await test('back, forward and reload lead to the same views', corpus + '&q=ceasefire', async page => {
  await page.locator('#hits .title').nth(7).click();
  await page.locator('.text h1').waitFor();
  const title = await page.locator('.text h1').textContent();
  await page.goBack();
  await page.locator('#results').waitFor();
  assert.ok(await page.evaluate(() => scrollY) > 100, 'the list is where it was');
  await page.goForward();
  await page.locator('.text h1', {hasText: title}).waitFor();
  await page.reload();
  await page.locator('.text h1', {hasText: title}).waitFor();
  await page.keyboard.press('Escape');
  await page.locator('#hits .title').first().waitFor();
  assert.equal(await page.inputValue('#query'), 'ceasefire');
});

await test('a word typed is one step back, however many keys it took', corpus + '&q=ceasefire', async page => {
  await page.locator('#hits .title').first().waitFor();
  await page.fill('#query', '');
  await page.locator('#query').pressSequentially('election', {delay: 90});
  await page.locator('#hits[data-of*="q=election"]').waitFor();
  await page.goBack();
  await page.locator('#hits[data-of*="q=ceasefire"]').waitFor();
  assert.equal(await page.inputValue('#query'), 'ceasefire');
});

await test('an article that is gone is said to be', corpus + '&article=nowhere', async page => {
  await page.getByRole('heading', {name: 'This article is not here'}).waitFor();
  await page.getByRole('button', {name: 'Back to the results'}).click();
  await page.locator('#hits .title').first().waitFor();
});

await test('everything is done by keyboard', corpus + '&q=ceasefire', async page => {
  await page.locator('#hits .title').first().waitFor();
  await page.locator('body').click({position: {x: 5, y: 500}});
  const focused = () => page.evaluate(() => document.activeElement.dataset.id ?? document.activeElement.id);
  const ids = await page.locator('#hits .title').evaluateAll(links => links.map(link => link.dataset.id));
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  assert.equal(await focused(), ids[1]);
  await page.keyboard.press('k');
  assert.equal(await focused(), ids[0]);
  await page.keyboard.press('ArrowDown');
  assert.equal(await focused(), ids[1]);
  await page.keyboard.press('Enter');
  await page.locator('.text h1').waitFor();
  await page.keyboard.press('j');
  await waitForParameter(page, 'article', ids[2]);
  await page.keyboard.press('Escape');
  await page.locator('#results').waitFor();
  assert.equal(await focused(), ids[2]);
  await page.keyboard.press('/');
  assert.equal(await focused(), 'query');
  await page.keyboard.press('ArrowDown');
  assert.equal(await focused(), ids[0]);
  await page.keyboard.press('?');
  await page.getByRole('dialog', {name: 'Keys'}).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({state: 'hidden'});
});

// Hostile text

await test('markup in articles is text', made + '&q=zebras', async page => {
  await page.locator('#hits .title').first().waitFor();
  assert.ok((await titles(page)).includes(`Zebras ${kMarkup[0]} escape`));
  assert.equal(await page.locator('main img, main iframe, main script, main svg:not(.bars)').count(), 0);
  await page.locator('#hits .title', {hasText: 'escape'}).click();
  await page.locator('.text h1', {hasText: kMarkup[0]}).waitFor();
  assert.ok((await page.textContent('.body')).includes(kMarkup[3]));
  assert.equal(await page.locator('.origin').count(), 0, 'a javascript: address is no link');
  await page.locator('.text .meta .link').click();
  await waitForParameter(page, 'source', kMarkup[1]);
});

await test('an id of any letters is found, and an address that is not of the web is no link', made + '&q=zebras', async page => {
  await page.locator('#hits .title', {hasText: 'Zebras again'}).click();
  await page.locator('.text h1', {hasText: 'Zebras again'}).waitFor();
  assert.equal(await page.locator('.origin').count(), 0);
  await page.reload();
  await page.locator('.text h1', {hasText: 'Zebras again'}).waitFor();
});

await test('an answer whose every string is markup runs nothing', corpus, async page => {
  let turn = 0;
  const spoilt = value => (typeof value === 'string' ? kMarkup[turn++ % kMarkup.length] : Array.isArray(value) ? value.map(spoilt) : value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([key, inner]) =>
    [key, ['from', 'unit', 'key', 'relation', 'type', 'id'].includes(key) ? inner : spoilt(inner)])) : value);
  await page.route(/\/(search|timeline|status|articles|related)\b/, async route => {
    const answer = await route.fetch();
    await route.fulfill({response: answer, json: spoilt(await answer.json())}).catch(() => {});  // the page may have lost interest
  });
  await page.fill('#query', 'putin ceasefire march 2022');
  await page.locator('#hits .title').first().waitFor();
  await settled(page);
  await page.locator('#hits .title').first().click();
  await page.locator('.text h1').waitFor();
  await settled(page);
  assert.equal(await page.locator('main img, main iframe, main script').count(), 0);
  await page.unrouteAll({behavior: 'ignoreErrors'});
});

await test('a search in the address is text too', server.url + '/?' + new URLSearchParams({q: kMarkup[0], source: kMarkup[1], date: kMarkup[2], sort: kMarkup[3], article: ''}), async page => {
  await page.locator('#chosen').waitFor();
  await settled(page);
  assert.equal(await page.inputValue('#query'), kMarkup[0]);
});

// Looks

for (const [what, address] of [['hits', '&q=putin+ceasefire+march+2022&place=Ukraine'], ['an article', '&q=putin&article=2022%2Fistanbul-talks.txt'], ['the front', '']])
  await test(`${what} fit a telephone 390 pixels wide`, corpus + address, async page => {
    await page.locator('#hits .title, .text h1').first().waitFor();
    await settled(page);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth && [...document.querySelectorAll('main *')].every(one => one.closest('[hidden]') || one.getBoundingClientRect().right <= innerWidth + 1)));
    if (!address.includes('article')) {
      await page.getByRole('button', {name: 'Filters'}).click();
      await page.getByRole('heading', {name: 'People'}).waitFor();
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    }
  }, {viewport: {width: 390, height: 844}, hasTouch: true, isMobile: true});

await test('text from right to left stands so', corpus + '&lang=ar', async page => {
  await page.locator('#hits .title').first().waitFor();
  assert.equal(await page.locator('#hits h2').first().evaluate(heading => getComputedStyle(heading).direction), 'rtl');
});

await test('the page is dark where the system is, until told otherwise', corpus, async page => {
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await paper();
  await page.getByRole('button', {name: 'Light or dark'}).click();
  const light = await paper();
  assert.notEqual(dark, light);
  await page.reload();
  assert.equal(await paper(), light);
}, {colorScheme: 'dark'});

// When it does not go well

await test('a server that is gone is said to be, and asked again', server.url + '/?q=zebras', async page => {
  await page.locator('#hits .title').first().waitFor();
  await page.route('**/search?*', route => route.abort());
  await page.fill('#query', 'ceasefire');
  await page.getByRole('heading', {name: 'The server does not answer'}).waitFor();
  await page.unroute('**/search?*');
  await page.getByRole('button', {name: 'Try again'}).click();
  await hitsOf(page, '/?q=ceasefire');
});

await test('the root is a page for browsers alone', server.url, async page => {
  const answers = await page.evaluate(async () => {
    const [page, other, again] = [await fetch('/', {headers: {Accept: 'text/html'}}), await fetch('/', {headers: {Accept: 'application/json'}}), await fetch('/_page/page.js')];
    return {policy: page.headers.get('content-security-policy'), vary: page.headers.get('vary'), other: other.headers.get('content-type'), tag: again.headers.get('etag')};
  });
  assert.match(answers.policy, /default-src 'none'.*script-src 'self'.*frame-ancestors 'none'/);
  assert.equal(answers.vary, 'Accept');
  assert.match(answers.other, /json/);
  assert.equal((await (await fetch(server.url + '/', {headers: {Accept: '*/*'}})).json()).tagline, 'You Know, for Search');
  const unchanged = await fetch(server.url + '/_page/page.js', {headers: {'If-None-Match': answers.tag}});
  assert.equal(unchanged.status, 304);
});

const guarded = await startServer('--root', root, '--token-file', join(folder, 'tokens'));
await test('a token is asked for, kept for the tab, and needed', guarded.url + '/?q=zebras', async page => {
  await page.getByLabel('Token').fill('this-is-a-wrong-token');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', {name: 'This token is not known'}).waitFor();
  await page.getByLabel('Token').fill(kToken);
  await page.keyboard.press('Enter');
  await page.locator('#hits .title').first().waitFor();
  await page.reload();
  await page.locator('#hits .title').first().waitFor();
  assert.deepEqual(await page.evaluate(() => [localStorage.length, document.cookie]), [0, '']);
});
await guarded.stop();

const empty = await startServer('--root', join(folder, 'nothing'));
await test('without any article it says how to add some', empty.url, async page => {
  await page.getByRole('heading', {name: 'No articles yet'}).waitFor();
  assert.match(await page.textContent('.panel'), /curl --data-binary @articles.ndjson http.*\/articles/);
});
await empty.stop();

// From a key to its hits, as the reader has it: the pause for further keys, the request, the page.
async function measure(name, url) {
  const opened = await openPage(browser, url);
  const {page} = opened;
  await page.locator('#hits .title').first().waitFor();
  const words = ['oil', 'ceasefire talks', 'election', 'bank', 'trade', 'president', 'water', 'minister', 'war', 'court', 'price', 'summit', 'bank rate', 'strike', 'quake', 'market', 'talks', 'budget', 'japan', 'russia'];
  const times = [];
  for (const word of words) {
    await page.fill('#query', word.slice(0, -1));
    await page.locator(`#hits[data-of*="${new URLSearchParams({q: word.slice(0, -1)})}"]`).waitFor({state: 'attached'});
    await page.waitForTimeout(400);
    times.push(await page.evaluate(({key, wanted}) => new Promise(done => {
      const box = document.getElementById('query'), hits = document.getElementById('hits');
      const begun = performance.now();
      const shown = () => new URLSearchParams(hits.dataset.of.slice(2)).get('q') === wanted;
      new MutationObserver((_, observer) => {
        if (!shown()) return;
        observer.disconnect();
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun)));  // drawn
      }).observe(hits, {attributes: true, attributeFilter: ['data-of']});
      box.value += key;
      box.dispatchEvent(new InputEvent('input', {bubbles: true}));
    }), {key: word.at(-1), wanted: word}));
  }
  times.sort((a, b) => a - b);
  console.log(`from a key to its hits, ${name}: median ${times[10].toFixed(0)} ms, worst of 20 ${times.at(-1).toFixed(0)} ms`);
  await opened.context.close();
}
await measure('sample articles', corpus);
if (options.time) {
  const other = await startServer('--db', options.time);
  await measure(options.time, other.url);
  await other.stop();
}

if (options.shots) {
  mkdirSync(options.shots, {recursive: true});
  const views = {front: '', search: '&q=putin+ceasefire+march+2022', brush: '&q=ukraine&date=2023..2024', article: '&q=putin&article=pages%2Falaska%2Fmorning.html'};
  const alone = await startServer('--db', join(root, 'corpus'));
  for (const width of [1280, 390])
    for (const colorScheme of ['light', 'dark'])
      for (const [view, address] of Object.entries(views)) {
        const {page, context} = await openPage(browser, `${alone.url}/?${address.slice(1)}`, {viewport: {width, height: width === 390 ? 844 : 800}, colorScheme, isMobile: width === 390, hasTouch: width === 390});
        await page.locator('#hits .title, .text h1').first().waitFor();
        await settled(page);
        await page.evaluate(() => document.activeElement.blur());
        await page.waitForTimeout(300);
        await page.screenshot({path: join(options.shots, `${view}-${width}-${colorScheme}.png`)});
        await context.close();
      }
  await alone.stop();
}

await browser.close();
await server.stop();
removeFolder(folder);
console.log(failures ? `${failures} failed` : 'all passed');
process.exit(failures ? 1 : 0);
