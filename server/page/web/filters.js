// Facets: what the hits have in common, as ways to narrow them down.
import {conditionOf, spanOf} from '/_page/dates.js';
import {make} from '/_page/dom.js';
import {valueText} from '/_page/notes.js';
import {filterOf, hasFilter, withFilter, withoutFilter} from '/_page/view_state.js';

const kShown = 6;
const kAsked = 24;
const kGroups = [['source', 'Sources'], ['section', 'Sections'], ['person', 'People'], ['org', 'Organisations'], ['place', 'Places'], ['lang', 'Languages']];

export const kFacets = kGroups.map(([field]) => `${field}:${kAsked}`).join(',');

const opened = new Set();  // groups shown in full: they stay so

function valueButton(field, {value, count}, approximate, state, go) {
  const on = hasFilter(state, field, value);
  return make('li', {}, make('button', {type: 'button', 'aria-pressed': String(on), onclick: () => go(on ? withoutFilter(state, field, value) : withFilter(state, field, value))},
    make('bdi', {class: 'value'}, valueText(field, value)), make('span', {class: 'number'}, (approximate ? '~' : '') + count.toLocaleString('en'))));
}

function group(field, label, facet, state, go) {
  const values = [...(facet?.values ?? [])];
  for (const filter of state.filters)
    if (filter.field === field && facet && !values.some(({value}) => value === filter.value)) values.unshift({value: filter.value, count: 0});
  if (!values.length) return null;
  const list = make('ul', {});
  const heading = `facet-${field}`;
  const show = () => list.replaceChildren(...values.slice(0, opened.has(field) ? values.length : kShown).map(value => valueButton(field, value, facet.relation !== 'eq', state, go)));
  show();
  const more = values.length > kShown && make('button', {type: 'button', class: 'plain', 'aria-expanded': String(opened.has(field)), onclick: event => {
    if (!opened.delete(field)) opened.add(field);
    event.currentTarget.setAttribute('aria-expanded', String(opened.has(field)));
    event.currentTarget.textContent = opened.has(field) ? 'Fewer' : 'More';
    show();
  }}, opened.has(field) ? 'Fewer' : 'More');
  list.setAttribute('aria-labelledby', heading);
  return make('section', {class: 'facet'}, make('h3', {id: heading}, label), list, more);
}

function dateInputs(state, go) {
  const condition = filterOf(state, 'date');
  const span = spanOf(condition) ?? {from: '', to: ''};
  const input = (end, label) => make('label', {}, make('span', {}, label), make('input', {type: 'date', value: span[end], min: '0001-01-01', max: '9999-12-31', onchange: event => {
    const wanted = {...span, [end]: event.target.value};
    if (wanted.from && wanted.to && wanted.from > wanted.to) wanted[end === 'from' ? 'to' : 'from'] = wanted[end];
    go(wanted.from || wanted.to ? withFilter(state, 'date', conditionOf(wanted)) : withoutFilter(state, 'date'));
  }}));
  return make('section', {class: 'facet dates'}, make('h3', {}, 'Published'), make('div', {class: 'days'}, input('from', 'from'), input('to', 'to')));
}

export function showFacets(place, facets, state, go) {
  const focused = place.contains(document.activeElement) ? document.activeElement.textContent : null;
  place.replaceChildren(dateInputs(state, go), ...kGroups.map(([field, label]) => group(field, label, facets[field], state, go)).filter(Boolean));
  // Who goes through the filters by keyboard stays where they were.
  if (focused) [...place.querySelectorAll('button')].find(button => button.querySelector('.value')?.textContent === focused.replace(/~?[\d,]*$/, ''))?.focus();
}
