// The list of hits.
import {entityChip} from '/_page/chips.js';
import {dateText} from '/_page/dates.js';
import {counted, isPlainClick, make} from '/_page/dom.js';
import {marked, matchLayer, unitsOf} from '/_page/marks.js';

export const kHitFields = 'id,title,title_matches,published,source,authors,snippet,snippet_matches,snippet_cut,entities,copies';

const kChips = 4;
const kLeastSalience = 0.1;

const highlighted = (text, ranges) => marked(text, [matchLayer(unitsOf(text, ranges ?? []))]);

// "14 March 2024 · Harbor Courier · Anna Holm, Jo Park"
export function metaLine(article) {
  const parts = [];
  if (article.published) parts.push(make('time', {datetime: article.published}, dateText(article.published)));
  if (article.source) parts.push(make('bdi', {class: 'source'}, article.source));
  if (article.authors?.length) parts.push(make('bdi', {class: 'authors'}, article.authors.slice(0, 3).join(', ') + (article.authors.length > 3 ? ' and others' : '')));
  return make('p', {class: 'meta'}, parts.map((part, i) => [i ? make('span', {class: 'dot', 'aria-hidden': 'true'}, '·') : null, part]));
}

// A link to an article, by its id; `actions.addressOf(id)` and `actions.open(id)`.
export function articleLink(id, actions, attributes, ...children) {
  return make('a', {...attributes, href: actions.addressOf(id), onclick: event => {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    actions.open(id);
  }}, ...children);
}

// Near-duplicates: told apart only when asked for.
function copiesOf(hit, actions) {
  if (!hit.copies?.length) return null;
  const list = make('ul', {class: 'copies', hidden: true});
  const button = make('button', {type: 'button', class: 'fold', 'aria-expanded': 'false', onclick: async () => {
    list.hidden = !list.hidden;
    button.setAttribute('aria-expanded', String(!list.hidden));
    if (!list.hidden && !list.childElementCount) list.replaceChildren(...await copyItems(hit.copies, actions));
  }}, `+${counted(hit.copies.length, 'copy', 'copies')}`);
  return [button, list];
}

const kCopiesShown = 8;

// What each copy is, as far as the server tells; its id else.
export async function copyItems(ids, actions) {
  const items = await Promise.all(ids.slice(0, kCopiesShown).map(async id => {
    const hit = await actions.brief(id).catch(() => null);
    return make('li', {}, articleLink(id, actions, {}, make('bdi', {}, hit?.source || hit?.title || id)), hit?.published ? make('span', {class: 'quiet'}, ' ', dateText(hit.published)) : null);
  }));
  if (ids.length > kCopiesShown) items.push(make('li', {class: 'quiet'}, `and ${ids.length - kCopiesShown} more`));
  return items;
}

function snippetOf(hit) {
  if (!hit.snippet) return null;
  const cut = hit.snippet_cut ?? [];
  return make('p', {class: 'snippet', dir: 'auto'}, cut.includes('before') ? '… ' : null, highlighted(hit.snippet, hit.snippet_matches), cut.includes('after') ? ' …' : null);
}

export function hitItem(hit, actions) {
  const title = hit.title ? highlighted(hit.title, hit.title_matches) : 'Untitled';
  const chips = (hit.entities ?? []).filter(entity => entity.salience >= kLeastSalience).slice(0, kChips).map(entity => entityChip(entity, actions.filter));
  return make('li', {class: 'hit'}, make('article', {},
    make('h2', {dir: 'auto'}, articleLink(hit.id, actions, {class: 'title', 'data-id': hit.id}, title)),
    metaLine(hit),
    snippetOf(hit),
    chips.length || hit.copies?.length ? make('div', {class: 'below'}, chips, copiesOf(hit, actions)) : null));
}
