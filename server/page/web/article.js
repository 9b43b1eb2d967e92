// An article to be read: its text with what was asked for, names and times marked, and what there is beside it.
import {articlePath, ask, relatedPath, ServerError} from '/_page/api.js';
import {entityChip, fieldOf} from '/_page/chips.js';
import {conditionOf, conditionText, dateText, fullDateText} from '/_page/dates.js';
import {isPlainClick, make, webAddress} from '/_page/dom.js';
import {articleLink, copyItems} from '/_page/hits.js';
import {marked, matchLayer, namesIn, unitsOf} from '/_page/marks.js';
import {languageName} from '/_page/notes.js';
import {addressOf, parametersOf, withFilter} from '/_page/view_state.js';

const kNamesBeside = 12;
const kRelated = 6;
const kDatesBeside = 10;

// What the question marks in the article: nothing when it does not match it, or there is none.
async function matchesOf(state, id, signal) {
  if (!state.query.trim()) return {};
  const parameters = parametersOf(state);
  parameters.append('id', id);
  parameters.set('fields', 'title_matches,body_matches');
  parameters.set('copies', 'show');
  parameters.set('limit', '1');
  const answer = await ask('/search', parameters, signal);
  return answer.hits[0] ?? {};
}

// Names as links to a search for them: where one stands first. Later it is marked alone, so that Tab gets through the text.
function nameLayer(text, entities, seen, state, actions) {
  return {ranges: namesIn(text, entities), element: entity => {
    const first = !seen.has(entity.id);
    seen.add(entity.id);
    if (!first) return make('span', {class: 'name'});
    const target = withFilter({...state, query: '', filters: [], span: ''}, fieldOf(entity.type), entity.name);
    return make('a', {class: 'name', href: addressOf(target), title: `Articles that name ${entity.name}`, onclick: event => {
      if (!isPlainClick(event)) return;
      event.preventDefault();
      actions.go(target);
    }});
  }};
}

const meaning = date => (date.from && date.to ? conditionText(conditionOf({from: date.from, to: date.to})) : '');

function dateLayer(text, dates) {
  const known = dates.filter(date => date.from);
  const units = unitsOf(text, known.map(({begin, end}) => [begin, end]));
  return {ranges: units.map(([begin, end], i) => [begin, end, known[i]]), element: date => make('time', {class: 'spoken', datetime: date.from, title: meaning(date)})};
}

// Ranges of the whole text, as they fall on its paragraphs.
function paragraphs(text, layers) {
  const blocks = [];
  for (const match of text.matchAll(/[^\n](?:[^]*?)(?=\n[^\S\n]*\n|$(?![^]))/g)) {
    const from = match.index, to = from + match[0].length;
    if (match[0].trim()) blocks.push(make('p', {dir: 'auto'}, marked(text, layers, from, to)));
  }
  return blocks;
}

function headOf(article, matches, state, actions, seen) {
  const url = webAddress(article.url);
  const title = article.title || 'Untitled';
  const layers = [matchLayer(unitsOf(title, matches.title_matches ?? []))];
  const facts = [
    article.source && make('button', {type: 'button', class: 'link', onclick: () => actions.filter('source', article.source)}, make('bdi', {}, article.source)),
    article.published && make('time', {datetime: article.published}, fullDateText(article.published)),
    article.section && make('bdi', {}, article.section),
    article.language && article.language !== 'en' && languageName(article.language)].filter(Boolean);
  return make('header', {},
    facts.length ? make('p', {class: 'meta'}, facts.map((fact, i) => [i ? make('span', {class: 'dot', 'aria-hidden': 'true'}, '·') : null, fact])) : null,
    make('h1', {dir: 'auto', tabindex: '-1'}, marked(title, layers)),
    article.authors?.length ? make('p', {class: 'byline'}, 'By ', make('bdi', {}, article.authors.join(', '))) : null,
    url ? make('p', {class: 'origin'}, make('a', {href: url.href, target: '_blank', rel: 'noopener noreferrer'}, `Read at ${url.hostname.replace(/^www\./, '')}`, make('span', {'aria-hidden': 'true'}, ' ↗'))) : null);
}

const beside = (title, ...children) => make('section', {class: 'beside'}, make('h2', {}, title), ...children);

function namesBeside(article, actions) {
  const entities = (article.entities ?? []).slice(0, kNamesBeside);
  return entities.length ? beside('Who and what', make('div', {class: 'chips'}, entities.map(entity => entityChip(entity, actions.filter)))) : null;
}

// Each time once, with what it means where the words do not say that.
function datesBeside(article) {
  const points = article.dates?.length ? Array.from(article.body) : [];
  const seen = new Map();
  for (const date of article.dates ?? []) {
    const text = points.slice(date.begin, date.end).join('').replace(/\s+/g, ' ');
    const key = `${text.toLowerCase()} ${date.from}`;
    if (date.from && !seen.has(key)) seen.set(key, make('li', {}, make('bdi', {}, text), meaning(date) === text ? null : make('span', {class: 'quiet'}, meaning(date))));
  }
  return seen.size ? beside('When', make('ul', {class: 'times'}, [...seen.values()].slice(0, kDatesBeside))) : null;
}

function relatedSection(answer, actions) {
  if (!answer.hits.length) return null;
  return make('section', {class: 'related'}, make('h2', {}, 'Related'), make('ul', {}, answer.hits.map(hit => {
    const shared = [...(hit.because?.entities ?? []).map(entity => entity.name), ...(hit.because?.words ?? [])].slice(0, 4);
    const about = [dateText(hit.published), hit.source].filter(Boolean).join(' · ');
    return make('li', {}, articleLink(hit.id, actions, {dir: 'auto'}, hit.title || 'Untitled'), make('p', {class: 'quiet'}, make('bdi', {}, about), shared.length ? [about ? ' — ' : null, 'shares ', make('bdi', {}, shared.join(', '))] : null));
  })));
}

// Shows article `id` in `place`. `actions`: go, filter, addressOf, open, brief, back. ServerError of status 404 when it is not there.
export async function showArticle(place, id, state, actions, signal) {
  const database = new URLSearchParams(state.database ? {db: state.database} : {});
  const [article, matches] = await Promise.all([ask(articlePath(id), database, signal), matchesOf(state, id, signal).catch(error => {
    if (error instanceof ServerError) return {};  // to be read it need not be marked
    throw error;
  })]);
  const body = article.body ?? '', seen = new Set(), entities = article.entities ?? [];
  const layers = [dateLayer(body, article.dates ?? []), nameLayer(body, entities, seen, state, actions), matchLayer(unitsOf(body, matches.body_matches ?? []))];
  const related = make('div', {}), copies = make('div', {});
  const blocks = paragraphs(body, layers);
  const text = make('article', {class: 'text', lang: article.language && article.language !== 'und' ? article.language : null},
    headOf(article, matches, state, actions, seen),
    make('div', {class: 'body'}, blocks.length ? blocks : make('p', {class: 'quiet'}, 'This article has no text.')), related);
  const back = make('button', {type: 'button', class: 'back', onclick: actions.back}, make('span', {'aria-hidden': 'true'}, '←'), ' Results');
  text.prepend(back);
  place.replaceChildren(make('div', {class: 'sheet'}, text, make('aside', {'aria-label': 'About this article'}, namesBeside(article, actions), datesBeside(article), copies)));
  document.title = `${article.title || 'Untitled'} – Dateline`;

  if (article.copies?.length) copyItems(article.copies, actions).then(items => copies.replaceChildren(beside('Also published', make('ul', {class: 'copies'}, items))));
  const wanted = new URLSearchParams(database);
  wanted.set('limit', String(kRelated));
  wanted.set('fields', 'id,title,published,source,because');
  ask(relatedPath(id), wanted, signal).then(answer => related.replaceChildren(...[relatedSection(answer, actions)].filter(Boolean))).catch(() => {});  // the article is there without
}
