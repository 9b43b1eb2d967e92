#!/usr/bin/env node
// The same from Node: http_search.mjs http://127.0.0.1:7700 [TOKEN]. Many articles go in as lines; everything comes out as lines, while it is read.
const [server, token] = process.argv.slice(2);
const headers = {'content-type': 'application/x-ndjson', ...(token ? {authorization: `Bearer ${token}`} : {})};

const articles = Array.from({length: 20}, (_, i) => ({id: `line-${i}`, title: `Ferry timetable, week ${i + 1}`, body: 'Boats leave every hour.', published: `2024-01-${String(i + 1).padStart(2, '0')}`}));
const taken = await fetch(`${server}/articles?db=examples`, {method: 'POST', headers, body: articles.map((article) => JSON.stringify(article)).join('\n')});
const lines = (await taken.text()).trim().split('\n').map((line) => JSON.parse(line));
console.log(lines.length, 'answers, the first:', lines[0].status);

const search = new URLSearchParams({q: 'ferry', sort: 'newest', db: 'examples', limit: 3});
const answer = await (await fetch(`${server}/search?${search}`, {headers})).json();
for (const hit of answer.hits) console.log(hit.rank, hit.title, hit.published);

const exported = await fetch(`${server}/export?db=examples`, {headers});
let count = 0, rest = '';
for await (const part of exported.body.pipeThrough(new TextDecoderStream())) {
  const pieces = (rest + part).split('\n');
  rest = pieces.pop();
  count += pieces.map((line) => JSON.parse(line)).length;
}
console.log(count, 'articles exported');
for (const {id} of articles) await fetch(`${server}/articles/${id}?db=examples&refresh=false`, {method: 'DELETE', headers});
