// What is looked at, as the address of the page has it: back, forward, reload and a shared link lead to the same view. The names are those of /search.

// Filters of which an article has one value: another takes the place of the first.
const kSingle = ['source', 'section', 'lang', 'date'];
const kSeveral = ['person', 'org', 'place', 'entity', 'author', 'tag'];
export const kFilterFields = [...kSingle, ...kSeveral];
export const kSorts = ['relevance', 'newest', 'oldest'];

export function readState(search) {
  const parameters = new URLSearchParams(search);
  const filters = [];
  for (const [field, value] of parameters) if (kFilterFields.includes(field) && value.trim()) add(filters, {field, value});
  const sort = parameters.get('sort');
  return {
    query: parameters.get('q') ?? '',
    filters,
    sort: kSorts.includes(sort) ? sort : 'relevance',
    span: parameters.get('span') ?? '',
    database: parameters.get('db') ?? '',
    article: parameters.get('article') ?? '',
  };
}

export function addressOf(state) {
  const parameters = new URLSearchParams();
  if (state.query.trim()) parameters.set('q', state.query.trim());
  for (const {field, value} of state.filters) parameters.append(field, value);
  if (state.sort !== 'relevance') parameters.set('sort', state.sort);
  if (state.span) parameters.set('span', state.span);
  if (state.database) parameters.set('db', state.database);
  if (state.article) parameters.set('article', state.article);
  const text = parameters.toString();
  return text ? '/?' + text : '/';
}

function add(filters, filter) {
  const single = kSingle.includes(filter.field);
  for (let i = filters.length - 1; i >= 0; --i)
    if (filters[i].field === filter.field && (single || filters[i].value === filter.value)) filters.splice(i, 1);
  filters.push(filter);
}

export const hasFilter = (state, field, value) => state.filters.some(filter => filter.field === field && filter.value === value);
export const filterOf = (state, field) => state.filters.find(filter => filter.field === field)?.value ?? '';

export function withFilter(state, field, value) {
  const filters = [...state.filters];
  add(filters, {field, value});
  return {...state, filters, article: ''};
}

export function withoutFilter(state, field, value) {
  return {...state, filters: state.filters.filter(filter => filter.field !== field || (value !== undefined && filter.value !== value)), article: ''};
}

// Whether two states ask for the same hits.
export const sameSearch = (a, b) => addressOf({...a, article: ''}) === addressOf({...b, article: ''});

// Parameters for the server: `state`'s question, without the filters of the fields in `without`.
export function parametersOf(state, without = []) {
  const parameters = new URLSearchParams();
  if (state.query.trim()) parameters.set('q', state.query.trim());
  for (const {field, value} of state.filters) if (!without.includes(field)) parameters.append(field, value);
  if (state.database) parameters.set('db', state.database);
  return parameters;
}
