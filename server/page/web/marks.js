// Text with parts of it marked. The server counts places in code points; strings here count in UTF-16 units.

// [[begin, end], ...] in code points, rising -> the same in UTF-16 units.
export function unitsOf(text, ranges) {
  if (!/[\ud800-\udfff]/.test(text)) return ranges;
  let points = 0, units = 0;
  const place = point => {
    for (; points < point && units < text.length; ++points) units += text.codePointAt(units) > 0xffff ? 2 : 1;
    return units;
  };
  return ranges.map(([begin, end]) => [place(begin), place(end)]);
}

// Nodes for text[from, to). `layers`, the outermost first: {ranges: [[begin, end, what]...] rising and disjoint, element(what)}. An element goes around what its range
// has in common with the ranges of the layers outside it, so that ranges may overlap in any way.
export function marked(text, layers, from = 0, to = text.length) {
  const [layer, ...inner] = layers;
  if (!layer) return from < to ? [document.createTextNode(text.slice(from, to))] : [];
  const nodes = [];
  let at = from;
  for (const [begin, end, what] of layer.ranges) {
    const first = Math.max(begin, at), last = Math.min(end, to);
    if (begin >= to) break;
    if (last <= first) continue;
    nodes.push(...marked(text, inner, at, first));
    const element = layer.element(what);
    element.append(...marked(text, inner, first, last));
    nodes.push(element);
    at = last;
  }
  nodes.push(...marked(text, inner, at, to));
  return nodes;
}

// Words that are asked for.
export const matchLayer = ranges => ({ranges, element: () => document.createElement('mark')});

// Where the forms of `entities` stand in `text` as whole words, the longer of two that begin at one place. Of an article of our own server: as many forms as it has.
export function namesIn(text, entities) {
  const byForm = new Map();
  const key = form => form.replace(/\s+/g, ' ');
  for (const entity of entities) for (const form of entity.surfaces ?? []) if (form.trim() && !byForm.has(key(form))) byForm.set(key(form), entity);
  if (!byForm.size) return [];
  const forms = [...byForm.keys()].sort((a, b) => b.length - a.length);
  const escaped = forms.map(form => form.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/ /g, '\\s+'));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  return [...text.matchAll(pattern)].map(match => [match.index, match.index + match[0].length, byForm.get(key(match[0]))]);
}
