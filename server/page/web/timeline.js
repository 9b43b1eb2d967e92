// Hits over time: a bar a period, peaks with their headlines, and a brush. Dragging over the bars chooses a time, either end can be moved by keyboard, a tap takes one period.
import {conditionOf, dateText, lastDayOf, periodText, spanOf} from '/_page/dates.js';
import {counted, make, makeSvg} from '/_page/dom.js';
import {articleLink} from '/_page/hits.js';
import {filterOf, withFilter, withoutFilter} from '/_page/view_state.js';

const kHeight = 96;          // px, of the highest bar
const kAxis = 20;            // px below, for the years
const kKeyboardPause = 400;  // ms after the last arrow key
const kNarrowest = 5;        // px of a period: where there is room, the periods are shorter than those the server chooses

const kShorter = {year: ['month', 12], month: ['week', 4.35]};

export class Timeline {
  // `actions`: go(state), and what articleLink wants.
  constructor(place, actions) {
    this.place = place;
    this.actions = actions;
    this.periods = [];
    this.readout = make('p', {class: 'readout'});
    this.tools = make('div', {class: 'tools'});
    this.picture = makeSvg('svg', {class: 'bars', height: kHeight + kAxis, 'aria-hidden': 'true'});
    this.handles = ['from', 'to'].map(end => make('button', {type: 'button', class: `handle ${end}`, role: 'slider', 'aria-label': end === 'from' ? 'First period' : 'Last period',
                                                             onkeydown: event => this.#moveByKey(event, end)}));
    this.chart = make('div', {class: 'chart'}, this.picture, this.handles);
    this.peaks = make('ul', {class: 'peaks', 'aria-label': 'Peaks'});
    place.replaceChildren(make('div', {class: 'head'}, this.readout, this.tools), this.chart, this.peaks);
    this.#listenToPointer();
    new ResizeObserver(() => this.#draw()).observe(this.chart);
  }

  // A unit that shows more than that of `answer`, where there is room for its periods; else null.
  shorterUnit(answer) {
    const [unit, periods] = kShorter[answer.unit] ?? [null, 0];
    const width = this.chart.clientWidth || this.place.parentElement.clientWidth;
    return unit && answer.timeline.length > 1 && answer.timeline.length * periods * kNarrowest <= width ? unit : null;
  }

  // `answer`: dateline.timeline/1; null: not known.
  show(answer, state) {
    this.state = state;
    this.unit = answer?.unit;
    this.periods = (answer?.timeline ?? []).map(({key, from, count}) => ({key, from, to: lastDayOf(from, answer.unit), count}));
    this.place.hidden = this.periods.length === 0;
    if (this.place.hidden) return;
    // A week may begin before the time that is looked at.
    const span = spanOf(state.span), last = this.periods.at(-1);
    if (span?.from > this.periods[0].from) this.periods[0].from = span.from;
    if (span?.to && span.to < last.to) last.to = span.to;
    this.drag = null;
    this.tops = new Set((answer.peaks ?? []).map(peak => peak.key));
    this.#takeSelection(state);
    this.#showPeaks(answer.peaks ?? []);
    this.#draw();
    this.#tell();
  }

  // The filters changed and the periods did not: the brush moves at once.
  select(state) {
    this.state = state;
    if (!this.periods.length) return;
    this.#takeSelection(state);
    this.#draw();
    this.#tell();
  }

  #takeSelection(state) {
    const span = spanOf(filterOf(state, 'date'));
    this.chosen = null;
    if (!span) return;
    const first = this.periods.findIndex(period => !span.from || period.to >= span.from);
    const last = this.periods.findLastIndex(period => !span.to || period.from <= span.to);
    if (first >= 0 && last >= first) this.chosen = [first, last];
  }

  #showPeaks(peaks) {
    const named = peaks.filter(peak => peak.headline);
    this.peaks.hidden = !named.length;
    this.peaks.replaceChildren(...named.map(peak => make('li', {},
      make('span', {class: 'peak-date'}, periodText(this.periods.find(({key}) => key === peak.key)?.from ?? peak.from, this.unit)),
      articleLink(peak.headline.id, this.actions, {dir: 'auto'}, peak.headline.title))));
  }

  #bounds(range) { return {from: this.periods[range[0]].from, to: this.periods[range[1]].to}; }

  #rangeText([first, last]) {
    const {periods, unit} = this;
    if (first === last) return periodText(periods[first].from, unit);
    if (unit === 'week') return `${dateText(periods[first].from)} to ${dateText(periods[last].to)}`;
    return `${periodText(periods[first].from, unit)} to ${periodText(periods[last].from, unit)}`;
  }

  #tell(hovered) {
    const range = this.drag?.range ?? (hovered === undefined ? this.chosen : [hovered, hovered]);
    const whole = [0, this.periods.length - 1];
    const [first, last] = range ?? whole;
    const count = this.periods.slice(first, last + 1).reduce((sum, period) => sum + period.count, 0);
    this.readout.replaceChildren(make('strong', {}, this.#rangeText(range ?? whole)), ' ', make('span', {class: 'quiet'}, counted(count, 'article', 'articles')));
    if (hovered === undefined && !this.drag) this.#showTools();
  }

  #showTools() {
    const {state, actions} = this;
    const tool = (label, act) => make('button', {type: 'button', class: 'plain', onclick: act}, label);
    const date = filterOf(state, 'date');
    const narrow = this.chosen && this.unit !== 'day' && (this.chosen[1] - this.chosen[0] + 1) * 2 <= this.periods.length;
    this.tools.replaceChildren(...[
      narrow && state.span !== date && tool('Zoom in', () => actions.go({...state, span: date, article: ''})),
      state.span && tool('Zoom out', () => actions.go({...state, span: '', article: ''})),
      date && tool('Clear dates', () => actions.go({...withoutFilter(state, 'date'), span: ''}))].filter(Boolean));
  }

  #step() { return this.width / this.periods.length; }

  #draw() {
    this.width = this.chart.clientWidth;
    if (!this.width || !this.periods.length) return;
    const step = this.#step(), gap = step > 6 ? Math.min(3, step * 0.25) : step > 3 ? 1 : 0;
    const highest = Math.max(1, ...this.periods.map(period => period.count));
    const [first, last] = this.drag?.range ?? this.chosen ?? [0, this.periods.length - 1];
    const bars = this.periods.map(({key, count}, i) => {
      const height = count ? Math.max(2, kHeight * count / highest - 8) : 0;
      const inside = i >= first && i <= last;
      return [count ? makeSvg('rect', {class: inside ? 'in' : 'out', x: i * step + gap / 2, y: kHeight - height, width: Math.max(0.8, step - gap), height, rx: Math.min(1.5, step / 6)}) : null,
              this.tops.has(key) ? makeSvg('path', {class: 'top', d: `M${(i + 0.5) * step - 3} ${kHeight - height - 7}h6l-3 4z`}) : null];
    });
    const brushed = this.drag?.range ?? this.chosen;
    const brush = brushed && makeSvg('rect', {class: 'brush', x: first * step, y: 0, width: (last - first + 1) * step, height: kHeight});
    this.picture.setAttribute('width', this.width);
    this.picture.replaceChildren(...[brush, makeSvg('path', {class: 'ground', d: `M0 ${kHeight}.5H${this.width}`}), ...bars.flat(), ...this.#axis(step)].filter(Boolean));
    this.#placeHandles(first, last, step);
  }

  // Years and months under the bars, as many as there is room for.
  #axis(step) {
    const room = Math.max(1, Math.floor(this.width / 64));
    const label = from => (this.unit === 'year' ? from.slice(0, 4) : this.unit === 'month' ? dateText(from.slice(0, 7)).replace(/^(\w{3})\w*/, '$1') : dateText(from).replace(/^(\d+ \w{3})\w* \d+$/, '$1'));
    const every = Math.ceil(this.periods.length / room);
    const nice = this.unit === 'year' ? [1, 2, 5, 10, 20, 25, 50, 100, 200].find(n => n >= every) ?? every : this.unit === 'month' ? [1, 2, 3, 6, 12, 24, 60, 120].find(n => n >= every) ?? every : every;
    const isTick = (from, i) => (this.unit === 'year' ? Number(from.slice(0, 4)) % nice === 0 : this.unit === 'month' && nice <= 12 ? (Number(from.slice(5, 7)) - 1) % nice === 0 : i % nice === 0);
    return this.periods.map(({from}, i) => {
      if (!isTick(from, i)) return null;
      const x = (i + 0.5) * step, edge = 26;
      return makeSvg('text', {x: Math.max(0, Math.min(this.width, x)), y: kHeight + 15, 'text-anchor': x < edge ? 'start' : x > this.width - edge ? 'end' : 'middle'}, label(from));
    });
  }

  #placeHandles(first, last, step) {
    for (const [handle, i, edge] of [[this.handles[0], first, first], [this.handles[1], last, last + 1]]) {
      handle.style.left = `${edge * step}px`;
      handle.classList.toggle('set', Boolean(this.drag ?? this.chosen));
      handle.setAttribute('aria-valuemin', '0');
      handle.setAttribute('aria-valuemax', String(this.periods.length - 1));
      handle.setAttribute('aria-valuenow', String(i));
      handle.setAttribute('aria-valuetext', periodText(this.periods[i].from, this.unit));
    }
  }

  #choose(range) {
    const whole = range[0] === 0 && range[1] === this.periods.length - 1;
    this.actions.go(whole && !this.state.span ? withoutFilter(this.state, 'date') : withFilter(this.state, 'date', conditionOf(this.#bounds(range))));
  }

  #moveByKey(event, end) {
    const steps = {ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10, Home: -Infinity, End: Infinity};
    if (!(event.key in steps) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const most = this.periods.length - 1;
    const range = [...(this.chosen ?? [0, most])];
    const at = end === 'from' ? 0 : 1;
    range[at] = Math.max(at ? range[0] : 0, Math.min(at ? most : range[1], range[at] + steps[event.key]));
    this.chosen = range;
    this.#draw();
    this.#tell();
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.#choose(range), kKeyboardPause);
  }

  #listenToPointer() {
    const periodAt = event => Math.max(0, Math.min(this.periods.length - 1, Math.floor((event.clientX - this.chart.getBoundingClientRect().left) / this.#step())));
    const {chart} = this;
    chart.addEventListener('pointerdown', event => {
      if (event.button !== 0 || !this.periods.length) return;
      const i = periodAt(event);
      const end = this.handles.indexOf(event.target);
      // A handle moves its end, the other stays.
      const anchor = end >= 0 && this.chosen ? this.chosen[1 - end] : i;
      this.drag = {anchor, range: [Math.min(anchor, i), Math.max(anchor, i)]};
      chart.setPointerCapture(event.pointerId);
      if (end < 0) event.preventDefault();
      this.#draw();
      this.#tell();
    });
    chart.addEventListener('pointermove', event => {
      if (!this.periods.length) return;
      const i = periodAt(event);
      if (!this.drag) return this.#tell(i);
      this.drag.range = [Math.min(this.drag.anchor, i), Math.max(this.drag.anchor, i)];
      this.#draw();
      this.#tell();
    });
    chart.addEventListener('pointerup', () => {
      if (!this.drag) return;
      const {range} = this.drag;
      this.drag = null;
      this.chosen = range;
      this.#draw();
      this.#choose(range);
    });
    chart.addEventListener('pointercancel', () => {
      this.drag = null;
      this.#draw();
      this.#tell();
    });
    chart.addEventListener('pointerleave', () => {
      if (!this.drag && this.periods.length) this.#tell();
    });
  }
}
