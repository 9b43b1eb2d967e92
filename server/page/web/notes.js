// What the server says of how it took the question, between the count and the hits: names and times it understood, spellings, warnings; and the filters in force.
import {conditionText} from '/_page/dates.js';
import {counted, make} from '/_page/dom.js';
import {fieldOf, kTypeNames} from '/_page/chips.js';
import {hasFilter, withFilter, withoutFilter} from '/_page/view_state.js';

const kFieldNames = {source: 'source', section: 'section', lang: 'language', date: 'date', person: 'person', org: 'organisation', place: 'place', entity: 'name', author: 'author', tag: 'tag'};

let languages = null;
export function languageName(code) {
  try {
    languages ??= new Intl.DisplayNames('en', {type: 'language'});
    return code === 'und' ? 'not recognised' : languages.of(code);
  } catch {
    return code;
  }
}

export function valueText(field, value) {
  if (field === 'lang') return languageName(value);
  return field === 'date' ? conditionText(value) : value;
}

// The filters in force, each with its way out. `go(state)` looks at another state.
export function showFilters(place, state, go) {
  place.replaceChildren(...state.filters.map(({field, value}) =>
    make('button', {type: 'button', class: `chip on ${field}`, 'aria-label': `Remove the filter ${kFieldNames[field]}: ${valueText(field, value)}`, onclick: () => go(withoutFilter(state, field, value))},
         make('span', {class: 'kind'}, kFieldNames[field]), make('bdi', {}, valueText(field, value)), make('span', {class: 'cross', 'aria-hidden': 'true'}, '×'))));
  if (state.filters.length > 1) place.append(make('button', {type: 'button', class: 'plain', onclick: () => go({...state, filters: [], article: ''})}, 'Clear all'));
  place.hidden = !state.filters.length;
}

const note = (label, ...children) => make('p', {class: 'note'}, make('span', {class: 'label'}, label), ' ', ...children);

function narrowing(state, go, field, value, text) {
  return make('button', {type: 'button', class: 'link', onclick: () => go(withFilter(state, field, value))}, text);
}

function nameNote(entity, state, go) {
  const field = fieldOf(entity.type);
  const others = (entity.may_be ?? []).filter(other => other.id !== entity.id).slice(0, 4);
  if (entity.from === 'field' && !others.length) return null;
  const taken = entity.from === 'field' ? make('bdi', {}, entity.text)
    : [make('bdi', {class: 'taken'}, entity.name), make('span', {class: 'quiet'}, ` (${kTypeNames[entity.type] ?? 'name'})`),
       hasFilter(state, field, entity.name) ? null : [' ', narrowing(state, go, field, entity.name, 'only these')]];
  const rest = others.length
    ? [make('span', {class: 'quiet'}, entity.from === 'field' ? ' may be ' : ', or '),
       others.map((other, i) => [i ? ', ' : null, narrowing(state, go, field, other.name, [make('bdi', {}, other.name), ` (${other.articles.toLocaleString('en')})`])])]
    : null;
  return note('Name', taken, rest);
}

function timeNote(time, state, go) {
  const around = /^around:([0-9.-]+)$/.exec(time.wish);
  if (!around || time.from === 'field') return null;
  const text = conditionText(around[1]);
  return note('When', make('span', {class: 'taken'}, text), make('span', {class: 'quiet'}, ' ranks higher; '), narrowing(state, go, 'date', around[1], 'only then'));
}

const withoutSpaces = text => text.replace(/\s+/g, ' ').trim().toLowerCase();

export function showNotes(place, answer, state, go) {
  const notes = [];
  for (const suggestion of answer.suggestions ?? [])
    notes.push(make('p', {class: 'note spelling'}, 'Did you mean ', make('button', {type: 'button', class: 'link', onclick: () => go({...state, query: suggestion, article: ''})}, make('bdi', {}, suggestion)), '?'));
  for (const entity of answer.query.entities ?? []) notes.push(nameNote(entity, state, go));
  for (const time of answer.query.times ?? []) notes.push(timeNote(time, state, go));
  for (const warning of answer.warnings ?? []) notes.push(note('Note', make('bdi', {}, warning.charAt(0).toUpperCase() + warning.slice(1))));
  // The reading of plain words is the words.
  const {text = '', understood = ''} = answer.query;
  if (/[":()*-]|\b(AND|OR|NOT|NEAR)\b/.test(text) && withoutSpaces(understood) !== withoutSpaces(text)) notes.push(note('Read as', make('code', {dir: 'auto'}, understood)));
  place.replaceChildren(...notes.filter(Boolean));
}

const about = total => (total.relation === 'approx' ? 'about ' : total.relation === 'ge' ? 'at least ' : '');

export function countText(answer) {
  const {total, families} = answer;
  if (!total.value) return 'No articles';
  const stories = families && families.value < total.value ? ` in ${about(families)}${counted(families.value, 'story', 'stories')}` : '';
  const text = about(total) + counted(total.value, 'article', 'articles') + stories;
  return text[0].toUpperCase() + text.slice(1);
}
