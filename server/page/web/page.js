// The search page: looks at one state (view_state.js) at a time, asks the server for it and shows the answers. Everything a user does ends in go().
import {ask, hasToken, ServerError} from '/_page/api.js';
import {showArticle} from '/_page/article.js';
import {find, make} from '/_page/dom.js';
import {kFacets, showFacets} from '/_page/filters.js';
import {hitItem, kHitFields} from '/_page/hits.js';
import {fillKeysDialog, listenToKeys} from '/_page/keys.js';
import {countText, showFilters, showNotes} from '/_page/notes.js';
import {emptyPanel, errorPanel, missingPanel, nothingPanel, tokenPanel} from '/_page/panels.js';
import {Timeline} from '/_page/timeline.js';
import {addressOf, filterOf, parametersOf, readState, sameSearch, withFilter} from '/_page/view_state.js';

const kPageOfHits = 20;
const kTypingPause = 40;    // ms after a key before hits are asked for, where keys follow each other
const kFast = 120;          // ms from key to key when they do
const kBesidePause = 160;   // ms more before timeline and facets are
const kSlow = 250;          // ms after which one sees that something is waited for
const kEver = '0001-01-01';

const place = Object.fromEntries(['query', 'chosen', 'when', 'count', 'notes', 'hits', 'more', 'filters', 'results', 'reader', 'notice', 'progress', 'keys', 'narrow', 'database'].map(id => [id, find(id)]));

let state = readState(location.search);
let shown = null;         // the state whose hits are shown
let typing = false;       // whether the last change was a key: then the next one is no new step for the back button
let hitsAsked = null;     // AbortController of what is under way
let articleAsked = null;
let scrolled = 0;         // of the results, while an article is read
let besideTimer = 0, typingTimer = 0, lastKey = 0;

const actions = {
  go: next => go(next),
  filter: (field, value) => go(withFilter(state, field, value)),
  open: id => go({...state, article: id}),
  addressOf: id => addressOf({...state, article: id}),
  back: () => go({...state, article: ''}),
  // A few words of an article known by its id.
  brief: async id => {
    const parameters = new URLSearchParams({id, copies: 'show', limit: '1', fields: 'id,title,published,source'});
    if (state.database) parameters.set('db', state.database);
    return (await ask('/search', parameters)).hits[0];
  },
};
const timeline = new Timeline(place.when, actions);

// Looks at `next`: a step for the back button, unless `replace`.
function go(next, {replace = false, byKey = false} = {}) {
  const address = addressOf(next);
  if (address !== addressOf(state)) {
    // From an article back to the results it was opened from is a step back, not a new one.
    if (state.article && !next.article && history.state?.fromResults && sameSearch(state, next)) return history.back();
    if (replace) history.replaceState(history.state, '', address);
    else history.pushState({fromResults: Boolean(next.article && !state.article)}, '', address);
  }
  typing = byKey;
  look(next);
}

function look(next) {
  if (next.article && !state.article) scrolled = window.scrollY;
  state = next;
  if (place.query.value.trim() !== next.query.trim()) place.query.value = next.query;
  for (const radio of document.querySelectorAll('input[name=sort]')) radio.checked = radio.value === next.sort;
  place.database.querySelector('select').value = next.database;
  showFilters(place.chosen, next, actions.go);
  timeline.select(next);
  if (next.article) return openArticle(next);
  closeArticle();
  if (!shown || !sameSearch(shown, next)) search(next);
}

// Hits

function searchParameters(wanted) {
  const parameters = parametersOf(wanted);
  // Without a question: the latest. Undated articles are none of these.
  if (!wanted.query.trim() && !wanted.filters.length) parameters.set('since', kEver);
  if (wanted.sort !== 'relevance') parameters.set('sort', wanted.sort);
  parameters.set('limit', String(kPageOfHits));
  parameters.set('fields', kHitFields);
  return parameters;
}

// The last word may still be in the making: when nothing has it, those that begin so are looked for.
const unfinished = query => (/(?:^|\s)[\p{L}\p{N}]{3,}$/u.test(query) ? query + '*' : null);

async function findHits(wanted, signal) {
  const answer = await ask('/search', searchParameters(wanted), signal);
  const begun = typing && answer.total.value === 0 && unfinished(wanted.query.trim());
  if (!begun) return answer;
  const wider = await ask('/search', searchParameters({...wanted, query: begun}), signal);
  return wider.total.value ? {...wider, suggestions: answer.suggestions} : answer;
}

async function search(wanted) {
  hitsAsked?.abort();
  const {signal} = (hitsAsked = new AbortController());
  clearTimeout(besideTimer);
  const waiting = setTimeout(() => place.progress.classList.add('on'), kSlow);
  const finished = () => {
    clearTimeout(waiting);
    if (!signal.aborted) place.progress.classList.remove('on');
  };
  try {
    const answer = await findHits(wanted, signal);
    if (signal.aborted) return;
    showHits(answer, wanted);
    besideTimer = setTimeout(() => searchBeside(wanted, answer, signal), typing ? kBesidePause : 0);
  } catch (error) {
    if (error.name === 'AbortError') return;
    showError(error, () => search(state));
  } finally {
    finished();
  }
}

function showHits(answer, wanted) {
  shown = wanted;
  const question = wanted.query.trim() || wanted.filters.length;
  document.title = wanted.query.trim() ? `${wanted.query.trim()} – Dateline` : 'Dateline';
  place.notice.replaceChildren();
  place.results.classList.toggle('front', !question);
  document.body.classList.remove('blank');
  place.count.textContent = question ? countText(answer) : answer.total.value ? 'Latest' : '';
  showNotes(place.notes, answer, wanted, actions.go);
  place.hits.replaceChildren(...answer.hits.map(hit => hitItem(hit, actions)));
  place.hits.dataset.of = addressOf({...wanted, article: ''});
  if (!answer.hits.length && question) place.hits.append(make('li', {}, nothingPanel(wanted, actions.go)));
  if (!answer.hits.length && !question) checkEmpty();
  offerMore(answer, wanted);
  if (!state.article) window.scrollTo(0, 0);
}

function offerMore(answer, wanted) {
  place.more.hidden = !answer.next;
  place.more.onclick = async () => {
    place.more.disabled = true;
    try {
      const parameters = searchParameters({...wanted, query: answer.query.text || wanted.query});
      parameters.set('search_after', answer.next);
      const next = await ask('/search', parameters, hitsAsked.signal);
      if (shown !== wanted) return;
      const items = next.hits.map(hit => hitItem(hit, actions));
      place.hits.append(...items);
      offerMore(next, wanted);
      items[0]?.querySelector('.title').focus({preventScroll: true});
    } catch (error) {
      if (error.name !== 'AbortError') showError(error, () => search(state));
    } finally {
      place.more.disabled = false;
    }
  };
}

// Timeline and facets: of all hits, so they come after the first hits have been shown.
async function searchBeside(asked, found, signal) {
  const wanted = {...asked, query: asked.query.trim() ? found.query.text : ''};  // with the ending that was left open
  const overTime = parametersOf(wanted, ['date']);
  // Where any of the words were enough for a hit they are for a period too; by itself it would want them all from the first article on.
  if (found.query.match === 'any') overTime.set('match', 'any');
  if (wanted.span) overTime.append('date', wanted.span);
  const facets = parametersOf(wanted);
  // Where no hits are wanted there is no best one, and any of the words are enough for fewer: so of a question one is wanted. Without a question all articles are counted.
  facets.set('limit', wanted.query.trim() || wanted.filters.length ? '1' : '0');
  facets.set('fields', 'id');
  facets.set('facets', kFacets);
  const unlessOld = show => answer => signal.aborted || show(answer);
  await Promise.all([
    timeAnswer(overTime, signal).then(unlessOld(answer => timeline.show(answer, state))).catch(error => { if (error.name !== 'AbortError') timeline.show(null, state); }),
    ask('/search', facets, signal).then(unlessOld(answer => showFacets(place.filters, answer.facets ?? {}, asked, actions.go))).catch(() => {}),
  ]);
}

async function timeAnswer(parameters, signal) {
  const answer = await ask('/timeline', parameters, signal);
  const unit = timeline.shorterUnit(answer);
  if (!unit) return answer;
  parameters.set('timeline', unit);
  return ask('/timeline', parameters, signal);
}

// Nothing to show, and nothing was asked: is there anything at all?
async function checkEmpty() {
  const status = await ask('/status').catch(() => null);
  const articles = status?.databases.reduce((sum, database) => sum + database.articles, 0) ?? 0;
  if (articles === 0) place.notice.replaceChildren(emptyPanel());
  document.body.classList.toggle('blank', articles === 0);
}

function showError(error, again) {
  if (!(error instanceof ServerError)) throw error;
  shown = null;
  const retry = () => {
    place.notice.replaceChildren();
    listDatabases();
    again();
  };
  if (error.status === 401) place.notice.replaceChildren(tokenPanel(hasToken(), retry));
  else if (error.type === 'no_database') place.notice.replaceChildren(emptyPanel());
  else place.notice.replaceChildren(errorPanel(error, retry));
  document.body.classList.toggle('blank', error.status === 401 || error.type === 'no_database');
  if (error.status === 401) find('token').focus();
  place.hits.replaceChildren();
  place.notes.replaceChildren();
  place.count.textContent = '';
  place.more.hidden = true;
}

// The article

async function openArticle(wanted) {
  articleAsked?.abort();
  const {signal} = (articleAsked = new AbortController());
  place.reader.dataset.last = wanted.article;
  const waiting = setTimeout(() => place.progress.classList.add('on'), kSlow);
  try {
    await showArticle(place.reader, wanted.article, wanted, actions, signal);
  } catch (error) {
    if (error.name === 'AbortError') return;
    if (error.status === 401) return showError(error, () => look(state));
    place.reader.replaceChildren(error.status === 404 && error.type !== 'no_database' ? missingPanel(actions.back) : errorPanel(error, () => look(state)));
  } finally {
    clearTimeout(waiting);
    if (!signal.aborted) place.progress.classList.remove('on');
  }
  if (signal.aborted) return;
  place.notice.replaceChildren();
  document.body.classList.remove('blank');
  place.results.hidden = true;
  place.reader.hidden = false;
  window.scrollTo(0, 0);
  place.reader.querySelector('h1, h2')?.focus({preventScroll: true});
}

function closeArticle() {
  articleAsked?.abort();
  if (place.reader.hidden) return;
  const last = place.reader.dataset.last;
  place.reader.hidden = true;
  place.reader.replaceChildren();
  place.results.hidden = false;
  document.title = state.query.trim() ? `${state.query.trim()} – Dateline` : 'Dateline';
  if (!shown || !sameSearch(shown, state)) return;
  window.scrollTo(0, scrolled);
  (last && titles().find(title => title.dataset.id === last))?.focus({preventScroll: true});
}

// Keyboard, search box, the rest of the masthead

const titles = () => [...place.hits.querySelectorAll('.title')];

function move(step) {
  const all = titles();
  if (!all.length) return false;
  if (state.article) {
    const next = all[all.findIndex(title => title.dataset.id === state.article) + step];
    if (next) go({...state, article: next.dataset.id}, {replace: true});
    return true;
  }
  const at = all.indexOf(document.activeElement.closest?.('.hit')?.querySelector('.title'));
  if (at === 0 && step < 0) place.query.focus();
  else all[at < 0 ? 0 : Math.min(all.length - 1, at + step)].focus();
  document.activeElement.closest('.hit')?.scrollIntoView({block: 'nearest'});
  return true;
}

function typed() {
  const ask = () => {
    const query = place.query.value;
    if (query.trim() !== state.query.trim() || state.article) go({...state, query, article: '', span: ''}, {replace: typing, byKey: true});
  };
  clearTimeout(typingTimer);
  const now = performance.now(), fast = now - lastKey < kFast;
  lastKey = now;
  if (fast) typingTimer = setTimeout(ask, kTypingPause);
  else ask();
}

function submitted(event) {
  event.preventDefault();
  clearTimeout(typingTimer);
  const next = {...state, query: place.query.value, article: ''};
  typing = false;
  if (shown && sameSearch(shown, next) && !state.article) {
    titles()[0]?.focus();
    return;
  }
  go(next);
}

function toggleTheme() {
  const root = document.documentElement;
  const dark = (root.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';
  root.dataset.theme = dark ? 'light' : 'dark';
  try {
    localStorage.setItem('dateline.theme', root.dataset.theme);
  } catch {
    // Then it is so until the page is left.
  }
}

// A choice, where there are several.
async function listDatabases() {
  const status = await ask('/status').catch(() => null);
  const names = (status?.databases ?? []).map(({path}) => path.replace(/\/+$/, '').split('/').pop());
  if (names.length < 2) return;
  const select = place.database.querySelector('select');
  select.replaceChildren(make('option', {value: ''}, 'All databases'), ...names.map(name => make('option', {value: name}, name)));
  select.value = state.database;
  place.database.hidden = false;
}

find('search').addEventListener('submit', submitted);
place.query.addEventListener('input', typed);
find('sort').addEventListener('change', event => go({...state, sort: event.target.value, article: ''}));
place.database.addEventListener('change', event => go({...state, database: event.target.value, article: '', span: ''}));
find('theme').addEventListener('click', toggleTheme);
find('help').addEventListener('click', () => place.keys.showModal());
find('home').addEventListener('click', event => {
  event.preventDefault();
  go({...readState(''), database: state.database});
  place.query.focus();
});
place.narrow.addEventListener('click', () => {
  const open = place.filters.classList.toggle('open');
  place.narrow.setAttribute('aria-expanded', String(open));
});
window.addEventListener('popstate', () => {
  typing = false;
  look(readState(location.search));
});
fillKeysDialog(place.keys);
listenToKeys(place.keys, {
  focusSearch: () => {
    place.query.focus();
    place.query.select();
  },
  move,
  close: () => state.article && actions.back(),
  help: () => place.keys.showModal(),
  isSearchBox: element => element === place.query,
});
history.scrollRestoration = 'manual';
if (!state.article && matchMedia('(hover: hover)').matches) place.query.focus();
look(state);
listDatabases();
